package dev.watchparty.application.webhook;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: each time twice as long, up to an hour, for a day in all. */
final class Backoff {

    static final Duration FIRST = Duration.ofSeconds(5);
    static final Duration LONGEST = Duration.ofHours(1);

    /** With the waits between them, so many attempts take a day. */
    static final int ATTEMPTS_MAX = 34;

    /** Then the longest wait is reached; to double on would overflow some day. */
    private static final int DOUBLINGS_MAX = 10;

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    static boolean isLast(int attempt) {
        return attempt >= ATTEMPTS_MAX;
    }

    /**
     * What to wait after {@code attempt} failed: up to a quarter more than the rule says, so that what failed together
     * is not repeated together.
     */
    Duration after(int attempt) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(attempt - 1, DOUBLINGS_MAX));
        Duration wait = atMostLongest(doubled);
        return wait.plusMillis(random.nextLong(wait.toMillis() / 4 + 1));
    }

    static Duration atMostLongest(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
