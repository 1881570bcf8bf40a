package dev.watchparty.load.measure;

import java.time.Duration;

/**
 * The instants at which commands are due, fixed before the first is sent. A latency counts from here, so that a stalled
 * server is charged for the commands it kept from being sent (no coordinated omission).
 *
 * @param startNanos when number 0 is due, as a {@link Ticker} tells it
 * @param commands how many there are
 */
public record Timetable(long startNanos, double perSecond, long commands) {

    public Timetable {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a rate must be above zero: " + perSecond);
        }
    }

    /** As many commands as fit into {@code length}. */
    public static Timetable lasting(Duration length, double perSecond, long startNanos) {
        return new Timetable(startNanos, perSecond, Math.round(perSecond * length.toNanos() / 1e9));
    }

    /** Computed from the start each time, so that rounding does not add up. */
    public long dueAt(long number) {
        return startNanos + (long) (number * (1e9 / perSecond));
    }
}
