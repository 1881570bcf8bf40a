package dev.watchparty.application.party;

import java.time.Duration;
import java.time.Instant;

/**
 * How many deliveries the signs that somebody is typing may cost a party: a thousand people who type before a thousand
 * would be a million. What is over it is dropped; nobody misses it. Confined to one thread.
 */
final class TypingBudget {

    static final int DELIVERIES_PER_SECOND = 2_000;

    private long left = DELIVERIES_PER_SECOND;
    private Instant refilledAt;

    TypingBudget(Instant now) {
        this.refilledAt = now;
    }

    /** Whether so many more are affordable, which are then spent. No single sign costs more than a second's worth. */
    boolean spend(int deliveries, Instant now) {
        long passedMs = Math.max(0, Duration.between(refilledAt, now).toMillis());
        left = Math.min(DELIVERIES_PER_SECOND, left + passedMs * DELIVERIES_PER_SECOND / 1000);
        refilledAt = now;
        int cost = Math.min(deliveries, DELIVERIES_PER_SECOND);
        if (cost > left) return false;
        left -= cost;
        return true;
    }
}
