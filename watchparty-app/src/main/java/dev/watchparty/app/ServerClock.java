package dev.watchparty.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The server's clock: it follows the machine's wall clock, but never goes back and never leaps by less than
 * {@link #LEAP}.
 *
 * <p>A wall clock is set now and then, and everybody's film would jump with it. So time passes as a monotonic clock
 * says, up to {@value #SLEW_PPM} millionths faster or slower, towards what the wall clock shows. Only where that is far
 * ahead, as after a machine slept, it is followed at once. Safe for many threads.
 */
final class ServerClock implements InstantSource {

    static final int SLEW_PPM = 500;
    static final Duration LEAP = Duration.ofSeconds(10);

    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    /**
     * From {@code shown}, which was true at {@code atNanos}, time passes {@code slewPpm} faster than the ticks say for
     * as long as looks are apart: when nobody asks for longer, it must not overshoot.
     */
    private record Course(Instant shown, long atNanos, long slewPpm) {

        Instant at(long nanos) {
            long passed = Math.max(0, nanos - atNanos);
            return shown.plusNanos(passed + Math.min(passed, LOOK_NANOS) * slewPpm / 1_000_000);
        }
    }

    private final InstantSource wall;
    private final LongSupplier nanos;
    private volatile Course course;

    /** @param nanos a monotonic clock of nanoseconds */
    ServerClock(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.course = new Course(wall.instant(), nanos.getAsLong(), 0);
    }

    @Override
    public Instant instant() {
        long now = nanos.getAsLong();
        Course current = course;
        return now - current.atNanos < LOOK_NANOS ? current.at(now) : look(now).at(now);
    }

    /** Compares with the wall clock, and sets the course until the next look. */
    private synchronized Course look(long now) {
        if (now - course.atNanos < LOOK_NANOS) return course; // Another thread has just looked.
        Instant shown = course.at(now);
        Duration behind = Duration.between(shown, wall.instant());
        // The slew is what would close the gap within a second, as far as slewing goes.
        course = behind.compareTo(LEAP) >= 0
                ? new Course(shown.plus(behind), now, 0)
                : new Course(shown, now, Math.max(-SLEW_PPM, Math.min(SLEW_PPM, behind.toNanos() / 1000)));
        return course;
    }
}
