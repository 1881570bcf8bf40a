package dev.watchparty.application.port;

import java.time.Duration;

/**
 * Counts how often somebody did something. What it counted holds on all servers and across restarts. Safe for many
 * threads.
 */
public interface RateLimiter {

    /** Counts one use by {@code subject}, unless that is one too many. */
    Verdict take(Limit limit, String subject);

    /** Whether {@link #take} would allow one more, counting nothing: what it says remains, remains. */
    Verdict peek(Limit limit, String subject);

    /**
     * So many uses in so long a time, refilled evenly.
     *
     * @param name names the limit in the store
     * @param uses how many; 0 switches the limit off
     */
    record Limit(String name, int uses, Duration period) {

        public Limit {
            if (uses < 0) {
                throw new IllegalArgumentException(name + " must not be negative, but is " + uses);
            }
        }

        public boolean isOff() {
            return uses == 0;
        }
    }

    /**
     * What a limiter says.
     *
     * @param remaining how many more uses there are now
     * @param retryAfter how long until there is one more; zero if there is one now
     * @param reset how long until all are there again
     */
    record Verdict(boolean isAllowed, Limit limit, long remaining, Duration retryAfter, Duration reset) {

        /** The verdict under a limit that is off. */
        public static Verdict unlimited(Limit limit) {
            return new Verdict(/* isAllowed= */ true, limit, Long.MAX_VALUE, Duration.ZERO, Duration.ZERO);
        }
    }
}
