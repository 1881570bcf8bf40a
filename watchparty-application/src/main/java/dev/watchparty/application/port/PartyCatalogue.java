package dev.watchparty.application.port;

import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Capacity;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Phase;
import dev.watchparty.domain.party.Title;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.party.Visibility;
import dev.watchparty.domain.playback.Length;
import dev.watchparty.domain.playback.PlaylistId;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of many parties at once, without reading each of them. Safe for many threads. Methods may
 * block, and throw {@link StoreUnavailableException}.
 */
public interface PartyCatalogue {

    /** A list goes no further than so many of the public parties, and so many of the friends': nobody pages so far. */
    int LISTED_MAX = 2_000;

    /**
     * The parties that {@code reader} may find: those with somebody here before deserted ones, then most people in it
     * first, then newest first.
     *
     * @param titlePart what the title has somewhere in it, in whatever case; null for any title
     */
    Listing listed(Reader reader, @Nullable Title titlePart, int offset, int limit);

    /** Of the parties that {@code reader} may find, those where somebody is: most people here first, then newest. */
    List<Listed> trending(Reader reader, int limit);

    /** The parties that are over and that {@code user} ever joined, the last to end first. */
    PastParties past(UserId user, int offset, int limit);

    /** What became of the parties that {@code founder} made, whoever leads them now. */
    HostedParties hostedBy(UserId founder);

    /**
     * Who looks for parties: they find those that are public, and those for friends that a friend of theirs leads by
     * right, but none that is over and none that they are banned from.
     *
     * @param user null, if they are nobody we know
     */
    record Reader(@Nullable UserId user, Set<UserId> friends) {

        public static final Reader ANONYMOUS = new Reader(null, Set.of());

        public Reader {
            friends = Set.copyOf(friends);
        }
    }

    /** Some parties out of {@code totalCount}. */
    record Listing(List<Listed> parties, int totalCount) {

        public Listing {
            parties = List.copyOf(parties);
        }
    }

    /**
     * A party as it stands in a list.
     *
     * @param playlist where what it plays was taken from; null, if from nowhere
     * @param current what it plays; null, if nothing
     * @param activeCount how many are in it
     * @param hereCount how many of these have it open
     */
    record Listed(
            PartyId id,
            Version version,
            UserId host,
            Title title,
            Visibility visibility,
            boolean hasPassword,
            InviteCode inviteCode,
            Capacity capacity,
            Instant createdAt,
            Phase phase,
            @Nullable PlaylistId playlist,
            @Nullable PlaylistItem current,
            Timeline timeline,
            int activeCount,
            int hereCount) {

        /** The invite code, as far as its reader may know it: whoever finds a party needs none, but for a password. */
        public Optional<InviteCode> codeTold() {
            return hasPassword ? Optional.empty() : Optional.of(inviteCode);
        }

        /** As {@link dev.watchparty.domain.party.Party#positionAt}. */
        public Position positionAt(Instant now) {
            Length length = current == null ? Length.UNKNOWN : current.length();
            return length.clamp(timeline.positionAt(now));
        }
    }

    /** Some past parties out of {@code totalCount}. */
    record PastParties(List<PastParty> parties, int totalCount) {

        public PastParties {
            parties = List.copyOf(parties);
        }
    }

    /**
     * A party that is over.
     *
     * @param participantCount everybody who ever joined, the founder with them
     */
    record PastParty(
            PartyId id,
            UserId host,
            Title title,
            Visibility visibility,
            int participantCount,
            Instant createdAt,
            Phase.Ended phase) {}

    /**
     * What somebody's parties come to.
     *
     * @param viewers the people who ever joined each party besides its founder; whoever joined two counts twice
     * @param messages what was said, with what was deleted since
     */
    record HostedParties(long parties, long viewers, long messages, long reactions) {}
}
