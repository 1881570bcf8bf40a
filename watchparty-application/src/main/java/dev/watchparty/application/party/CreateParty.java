package dev.watchparty.application.party;

import dev.watchparty.application.port.AccountStore;
import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.Ids;
import dev.watchparty.application.port.InviteCodes;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.application.port.Password;
import dev.watchparty.application.port.Passwords;
import dev.watchparty.application.port.PlaylistCatalogue;
import dev.watchparty.domain.participant.ParticipantId;
import dev.watchparty.domain.party.Capacity;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.Party.Founder;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Programme;
import dev.watchparty.domain.party.Protection;
import dev.watchparty.domain.party.Settings;
import dev.watchparty.domain.party.Title;
import dev.watchparty.domain.party.Visibility;
import dev.watchparty.domain.playback.Playlist;
import dev.watchparty.domain.playback.PlaylistId;
import dev.watchparty.domain.playback.Queue;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a party with the caller as its host. Blocks on the store. Safe for many threads. */
public final class CreateParty {

    /** A code that is taken so often in a row is not bad luck: there are a thousand million codes. */
    private static final int DRAWS_MAX = 10;

    /** What parties are made of: ids, codes and hashes. */
    public record Supplies(Ids ids, InviteCodes codes, Passwords passwords) {}

    /** What the host wants; without a password anyone with a way in may join, without a playlist nothing plays. */
    public record Wish(
            Title title,
            Visibility visibility,
            Capacity capacity,
            @Nullable Password password,
            @Nullable PlaylistId playlist) {}

    /** What came of a wish. */
    public sealed interface Result {

        record Created(Party party) implements Result {}

        record UnknownPlaylist() implements Result {}

        /** The playlist is somebody else's, and private. */
        record PlaylistNotAllowed() implements Result {}
    }

    private final PartyStore parties;
    private final AccountStore accounts;
    private final PlaylistCatalogue playlists;
    private final Supplies supplies;
    private final InstantSource clock;

    public CreateParty(
            PartyStore parties,
            AccountStore accounts,
            PlaylistCatalogue playlists,
            Supplies supplies,
            InstantSource clock) {
        this.parties = parties;
        this.accounts = accounts;
        this.playlists = playlists;
        this.supplies = supplies;
        this.clock = clock;
    }

    /**
     * Makes the party that {@code host} wishes for.
     *
     * @throws IllegalStateException if no free invite code could be drawn
     */
    public Result handle(Identity host, Wish wish) {
        Programme programme = Programme.NONE;
        if (wish.playlist() != null) {
            Optional<Playlist> found = playlists.find(wish.playlist());
            if (found.isEmpty()) return new Result.UnknownPlaylist();
            Playlist playlist = found.get();
            if (!playlist.isPublic() && !playlist.isOwnedBy(host.user())) return new Result.PlaylistNotAllowed();
            programme = new Programme.Copied(playlist.id(), Queue.of(playlist.items()));
        }
        Settings settings = Settings.of(wish.title(), wish.visibility(), wish.capacity(), protection(wish));
        accounts.save(host.user(), host.profile());
        return new Result.Created(store(host, settings, programme));
    }

    private Party store(Identity host, Settings settings, Programme programme) {
        PartyId id = new PartyId(supplies.ids().next());
        Founder founder = new Founder(
                host.user(), host.profile(), new ParticipantId(supplies.ids().next()));
        for (int draw = 1; draw <= DRAWS_MAX; draw++) {
            Party party = Party.create(id, settings, supplies.codes().next(), founder, programme, clock.instant());
            if (parties.create(party)) return party;
        }
        throw new IllegalStateException("no free invite code in " + DRAWS_MAX + " draws");
    }

    private Protection protection(Wish wish) {
        return wish.password() == null
                ? Protection.OPEN
                : new Protection.ByPassword(supplies.passwords().hash(wish.password()));
    }
}
