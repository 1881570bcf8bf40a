package dev.watchparty.domain.presence;

import dev.watchparty.domain.playback.Position;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * What a participant says they measured of how they are in step, in whole milliseconds towards zero. Nobody checks it,
 * so nothing is decided by it: it is shown.
 *
 * @param drift their player's position minus the timeline's: negative is behind; {@link #DRIFT_MAX} at most either way
 * @param roundTrip {@link #ROUND_TRIP_MAX} at most
 */
public record DriftReading(Duration drift, Duration roundTrip) {

    public static final Duration DRIFT_MAX = Duration.ofMillis(Position.MILLIS_MAX);

    public static final Duration ROUND_TRIP_MAX = Duration.ofMinutes(1);

    public DriftReading {
        if (drift.abs().compareTo(DRIFT_MAX) > 0) {
            throw new IllegalArgumentException("the drift must be within " + DRIFT_MAX + ", but is " + drift);
        }
        if (roundTrip.isNegative() || roundTrip.compareTo(ROUND_TRIP_MAX) > 0) {
            throw new IllegalArgumentException(
                    "the round trip must be from 0 s to " + ROUND_TRIP_MAX + ", but is " + roundTrip);
        }
        drift = drift.truncatedTo(ChronoUnit.MILLIS);
        roundTrip = roundTrip.truncatedTo(ChronoUnit.MILLIS);
    }
}
