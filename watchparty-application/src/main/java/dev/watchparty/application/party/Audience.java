package dev.watchparty.application.party;

import dev.watchparty.application.port.Follower;
import dev.watchparty.application.port.Follower.Farewell;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of this server that are told what happens in a party. One that could not be told something has a gap
 * from then on, so it is given up, and must come back. Confined to the mailbox of its party.
 */
final class Audience<M> {

    /** After so many, other threads go first: telling a thousand must not keep those waiting who read what comes in. */
    private static final int SLICE = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Audience.class);

    private final PartyId party;
    private final Consumer<Follower<M>> whenGivenUp;
    private final Set<Follower<M>> followers = new LinkedHashSet<>();

    /** The same in a row, which is walked faster; made anew when somebody came or went. */
    private @Nullable List<Follower<M>> row;

    /**
     * @param whenGivenUp hears of each follower that is given up, which is no follower any more, but not dismissed yet
     */
    Audience(PartyId party, Consumer<Follower<M>> whenGivenUp) {
        this.party = party;
        this.whenGivenUp = whenGivenUp;
    }

    void add(Follower<M> follower) {
        followers.add(follower);
        row = null;
    }

    /** Forgets {@code follower}, which is gone by itself; false, if it was none. */
    boolean remove(Follower<M> follower) {
        row = null;
        return followers.remove(follower);
    }

    boolean has(Follower<M> follower) {
        return followers.contains(follower);
    }

    /** All of them, as they are now. */
    List<Follower<M>> all() {
        List<Follower<M>> all = row;
        if (all == null) {
            all = List.copyOf(followers);
            row = all;
        }
        return all;
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
        List<Follower<M>> all = all();
        for (int told = 0; told < all.size(); told++) {
            Follower<M> follower = all.get(told);
            if (!isTold(follower, message)) giveUp(follower);
            if (told % SLICE == SLICE - 1) giveWay();
        }
    }

    void tell(Follower<M> follower, List<M> messages) {
        boolean isTold = messages.stream().allMatch(message -> isTold(follower, message));
        if (!isTold) giveUp(follower);
    }

    /** Dismisses all connections of {@code user}. */
    void dismiss(UserId user, Farewell farewell) {
        all().stream()
                .filter(follower -> follower.user().equals(user))
                .forEach(follower -> dismiss(follower, farewell));
    }

    void dismissAll(Farewell farewell) {
        all().forEach(follower -> dismiss(follower, farewell));
    }

    @SuppressWarnings("ThreadPriorityCheck") // Correct without it, too: who reads what comes in only waits for less.
    private static void giveWay() {
        Thread.yield();
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
        if (remove(follower)) whenGivenUp.accept(follower);
        dismiss(follower, Farewell.UNAVAILABLE);
    }

    /** One follower's trouble must not be another's. */
    private void dismiss(Follower<M> follower, Farewell farewell) {
        remove(follower);
        try {
            follower.dismiss(farewell);
        } catch (RuntimeException failure) {
            LOG.atWarn().addKeyValue("party", party.value()).setCause(failure).log("a follower could not be dismissed");
        }
    }
}
