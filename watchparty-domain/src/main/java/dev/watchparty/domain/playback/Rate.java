package dev.watchparty.domain.playback;

import java.time.Duration;

/** The playback speed in permille: 1000 is normal, 500 half as fast. */
public record Rate(int permille) {

    public static final int PERMILLE_MIN = 250;
    public static final int PERMILLE_MAX = 4000;

    public static final Rate NORMAL = new Rate(1000);

    public Rate {
        if (permille < PERMILLE_MIN || permille > PERMILLE_MAX) {
            throw new IllegalArgumentException(
                    "rate must be between " + PERMILLE_MIN + " and " + PERMILLE_MAX + " permille, but is " + permille);
        }
    }

    /** The media time that passes in {@code serverTime}, rounded down to a millisecond. */
    public Duration mediaTime(Duration serverTime) {
        return Duration.ofMillis(Math.floorDiv(Math.multiplyExact(serverTime.toMillis(), (long) permille), 1000L));
    }

    /** The server time in which {@code mediaTime} passes, rounded up to a millisecond. */
    public Duration serverTime(Duration mediaTime) {
        return Duration.ofMillis(-Math.floorDiv(-Math.multiplyExact(mediaTime.toMillis(), 1000L), (long) permille));
    }
}
