package dev.watchparty.domain.playback;

import java.time.Duration;

/**
 * A point on the media's own time axis, in whole milliseconds from its start.
 *
 * <p>Positions relate to {@link Duration} as {@link java.time.Instant} does: two positions differ by a duration, a
 * position plus a duration is a position, and two positions cannot be added.
 */
public record Position(long millis) implements Comparable<Position> {

    /** No media is longer than a year; a position beyond that is a mistake. */
    public static final long MILLIS_MAX = Duration.ofDays(366).toMillis();

    public static final Position START = new Position(0);

    public Position {
        if (millis < 0 || millis > MILLIS_MAX) {
            throw new IllegalArgumentException(
                    "position must be between 0 and " + MILLIS_MAX + " ms, but is " + millis + " ms");
        }
    }

    /** The position {@code amount} further on; it stops at the start and at {@link #MILLIS_MAX}. */
    public Position plus(Duration amount) {
        long distance = amount.toSeconds() > MILLIS_MAX / 1000
                ? MILLIS_MAX
                : amount.toSeconds() < -MILLIS_MAX / 1000 ? -MILLIS_MAX : amount.toMillis();
        return new Position(Math.max(0, Math.min(MILLIS_MAX, millis + distance)));
    }

    /** The signed distance from {@code earlier} to this position. */
    public Duration minus(Position earlier) {
        return Duration.ofMillis(millis - earlier.millis);
    }

    public boolean isAfter(Position other) {
        return millis > other.millis;
    }

    @Override
    public int compareTo(Position other) {
        return Long.compare(millis, other.millis);
    }
}
