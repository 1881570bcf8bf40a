package dev.watchparty.application.party;

import dev.watchparty.application.port.Announcer;
import dev.watchparty.application.port.Backplane;
import dev.watchparty.application.port.ChatHistory;
import dev.watchparty.application.port.Follower;
import dev.watchparty.application.port.Follower.Farewell;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.application.port.PresenceBoard;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Rejection;
import dev.watchparty.domain.presence.ParticipantStatus;
import dev.watchparty.domain.presence.Presence;
import dev.watchparty.domain.sync.StartLead;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the connections of this server what happens in the parties they follow: each event once, in order, without a
 * gap. Safe for many threads; never blocks.
 *
 * @param <M> a message in the connections' protocol
 */
public final class FollowParty<M> implements Backplane.Listener {

    /**
     * What the parties that are followed here work with.
     *
     * @param hostGrace how long a host may be absent, which they are {@link Presence#GRACE} after they dropped out,
     *     before somebody stands in
     */
    public record Means<M>(
            PartyStore parties,
            ChatHistory chats,
            PresenceBoard presence,
            Announcer<M> announcer,
            CommandParty commands,
            Workplace workplace,
            Duration hostGrace) {}

    /** A host who drops out for less than this is missed by nobody. */
    public static final Duration HOST_GRACE = Duration.ofSeconds(30);

    private final Means<M> means;
    private final ConcurrentHashMap<PartyId, FollowedParty<M>> followed = new ConcurrentHashMap<>();

    public FollowParty(Means<M> means) {
        this.means = means;
    }

    /** From now on {@code follower} is told what happens, after it was told {@code opening}; or it is dismissed. */
    public void follow(PartyId id, Follower<M> follower, Opening opening) {
        // Under the map's lock for this party, so that it is not forgotten between being found and being used.
        followed.compute(id, (same, party) -> {
            FollowedParty<M> open = party == null ? new FollowedParty<>(same, means) : party;
            open.follow(follower, opening);
            return open;
        });
    }

    /**
     * Why {@code user} would be dismissed at once; empty, if they may follow. It may ask the store, and block, and
     * throw as the store does: a client can so be told before it has a connection.
     */
    public Optional<Farewell> refusal(PartyId id, UserId user) {
        FollowedParty<M> party = followed.get(id);
        Optional<Party> known = party == null ? Optional.empty() : party.known();
        // Whoever joined or was put out a moment ago, on another server, may not be known here yet: ask the store.
        boolean isWelcome = known.isPresent()
                && FollowedParty.refusal(known.get(), user).isEmpty()
                && means.parties().eventsAfter(id, known.get().version(), 1).isEmpty();
        if (isWelcome) return Optional.empty();
        return means.parties()
                .find(id)
                .map(stored -> FollowedParty.refusal(stored, user))
                .orElse(Optional.of(Farewell.UNKNOWN_PARTY));
    }

    /** {@code follower} is gone. */
    public void unfollow(PartyId id, Follower<M> follower) {
        followed.computeIfPresent(id, (same, party) -> {
            party.unfollow(follower);
            return party;
        });
    }

    /** Tells {@code follower} what it asks for, between what it is told anyway. */
    public void answer(PartyId id, Follower<M> follower, Opening question) {
        // Not under the map's lock: a follower may be dismissed here, and call back.
        FollowedParty<M> party = followed.get(id);
        if (party != null) party.answer(follower, question);
    }

    /** {@code follower} says how it fares; others are told within a second or so. */
    public void report(PartyId id, Follower<M> follower, ParticipantStatus status) {
        FollowedParty<M> party = followed.get(id);
        if (party != null) party.report(follower, status);
    }

    /**
     * Tells everybody that {@code follower} writes, or does not any more; or drops it, where that would cost too much.
     *
     * @return why it may not, as far as is known; nothing is told then
     */
    public Optional<Rejection> typing(PartyId id, Follower<M> follower, boolean isTyping) {
        FollowedParty<M> party = followed.get(id);
        if (party == null) return Optional.empty();
        Optional<Rejection> refusal = party.known().flatMap(known -> known.refusalOfTyping(follower.user()));
        if (refusal.isEmpty()) party.typing(follower, isTyping);
        return refusal;
    }

    /** How long ahead a start has to be told to reach those who follow {@code id} here in time. */
    public Duration lead(PartyId id) {
        FollowedParty<M> party = followed.get(id);
        return party == null ? StartLead.MIN : party.lead();
    }

    @Override
    public void onEvents(PartyId id, List<RecordedEvent> events) {
        FollowedParty<M> party = followed.get(id);
        if (party != null) party.onEvents(events);
    }

    /** Forgets the parties that nobody follows any more. To be called now and then. */
    public void sweep() {
        followed.keySet().forEach(id -> followed.computeIfPresent(id, (same, party) -> party.isIdle() ? null : party));
    }

    /** How many parties are followed here. */
    public int followedParties() {
        return followed.size();
    }
}
