package dev.watchparty.application.party;

import dev.watchparty.application.port.Follower;
import dev.watchparty.application.port.Follower.Farewell;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of this server that are told what happens in a party. One that could not be told something has a gap
 * from then on, so it is given up, and must come back. Confined to the mailbox of its party.
 */
final class Audience<M> {

    private static final Logger LOG = LoggerFactory.getLogger(Audience.class);

    private final PartyId party;
    private final Consumer<Follower<M>> whenGivenUp;
    private final Set<Follower<M>> followers = new LinkedHashSet<>();

    /**
     * @param whenGivenUp hears of each follower that is given up, which is no follower any more, but not dismissed yet
     */
    Audience(PartyId party, Consumer<Follower<M>> whenGivenUp) {
        this.party = party;
        this.whenGivenUp = whenGivenUp;
    }

    void add(Follower<M> follower) {
        followers.add(follower);
    }

    /** Forgets {@code follower}, which is gone by itself; false, if it was none. */
    boolean remove(Follower<M> follower) {
        return followers.remove(follower);
    }

    boolean has(Follower<M> follower) {
        return followers.contains(follower);
    }

    /** All of them, as they are now. */
    List<Follower<M>> all() {
        return List.copyOf(followers);
    }

    boolean isEmpty() {
        return followers.isEmpty();
    }

    int size() {
        return followers.size();
    }

    /** How long messages take to those for whom that was measured. */
    List<Duration> oneWayDelays() {
        return followers.stream()
                .flatMap(follower -> follower.oneWayDelay().stream())
                .toList();
    }

    void tellAll(M message) {
        List<Follower<M>> troubled = new ArrayList<>(0);
        for (Follower<M> follower : followers) {
            if (!isTold(follower, message)) troubled.add(follower);
        }
        troubled.forEach(this::giveUp);
    }

    void tell(Follower<M> follower, List<M> messages) {
        boolean isTold = messages.stream().allMatch(message -> isTold(follower, message));
        if (!isTold) giveUp(follower);
    }

    /** Dismisses all connections of {@code user}. */
    void dismiss(UserId user, Farewell farewell) {
        followers.stream()
                .filter(follower -> follower.user().equals(user))
                .toList()
                .forEach(follower -> dismiss(follower, farewell));
    }

    void dismissAll(Farewell farewell) {
        List.copyOf(followers).forEach(follower -> dismiss(follower, farewell));
    }

    private boolean isTold(Follower<M> follower, M message) {
        try {
            follower.tell(message);
            return true;
        } catch (RuntimeException failure) {
            LOG.atWarn().addKeyValue("party", party.value()).setCause(failure).log("a follower could not be told");
            return false;
        }
    }

    private void giveUp(Follower<M> follower) {
        if (followers.remove(follower)) whenGivenUp.accept(follower);
        dismiss(follower, Farewell.UNAVAILABLE);
    }

    /** One follower's trouble must not be another's. */
    private void dismiss(Follower<M> follower, Farewell farewell) {
        followers.remove(follower);
        try {
            follower.dismiss(farewell);
        } catch (RuntimeException failure) {
            LOG.atWarn().addKeyValue("party", party.value()).setCause(failure).log("a follower could not be dismissed");
        }
    }
}
