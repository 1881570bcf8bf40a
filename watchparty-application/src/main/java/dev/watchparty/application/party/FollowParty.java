package dev.watchparty.application.party;

import dev.watchparty.application.port.Announcer;
import dev.watchparty.application.port.Backplane;
import dev.watchparty.application.port.Follower;
import dev.watchparty.application.port.Follower.Farewell;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.application.port.PresenceBoard;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
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

    /** What the parties that are followed here work with. */
    record Means<M>(
            PartyStore parties,
            Announcer<M> announcer,
            PresenceBoard presence,
            CommandParty commands,
            Workplace workplace) {}

    private final Means<M> means;
    private final ConcurrentHashMap<PartyId, FollowedParty<M>> followed = new ConcurrentHashMap<>();

    public FollowParty(
            PartyStore parties,
            Announcer<M> announcer,
            PresenceBoard presence,
            CommandParty commands,
            Workplace workplace) {
        this.means = new Means<>(parties, announcer, presence, commands, workplace);
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
        boolean isWelcome =
                known.isPresent() && FollowedParty.refusal(known.get(), user).isEmpty();
        if (isWelcome) return Optional.empty(); // Whoever joined a moment ago may not be known here yet: ask the store.
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
