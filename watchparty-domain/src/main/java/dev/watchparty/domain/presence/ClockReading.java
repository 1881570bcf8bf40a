package dev.watchparty.domain.presence;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * What a participant says they measured of their clock, in whole milliseconds towards zero. Nobody checks it, so
 * nothing is decided by it: it is shown.
 *
 * @param offset the clock offset, {@link #OFFSET_MAX} at most either way
 * @param roundTrip {@link #ROUND_TRIP_MAX} at most
 */
public record ClockReading(Duration offset, Duration roundTrip) {

    /** So much because a client's clock may count from an origin of its own. */
    public static final Duration OFFSET_MAX = Duration.ofDays(36_525);

    public static final Duration ROUND_TRIP_MAX = Duration.ofMinutes(1);

    public ClockReading {
        if (offset.abs().compareTo(OFFSET_MAX) > 0) {
            throw new IllegalArgumentException("the offset must be within " + OFFSET_MAX + ", but is " + offset);
        }
        if (roundTrip.isNegative() || roundTrip.compareTo(ROUND_TRIP_MAX) > 0) {
            throw new IllegalArgumentException(
                    "the round trip must be from 0 s to " + ROUND_TRIP_MAX + ", but is " + roundTrip);
        }
        offset = offset.truncatedTo(ChronoUnit.MILLIS);
        roundTrip = roundTrip.truncatedTo(ChronoUnit.MILLIS);
    }
}
