package dev.watchparty.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServerClockTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Instant wall = NOON;
    private long nanos;
    private final ServerClock clock = new ServerClock(() -> wall, () -> nanos);

    private void pass(Duration duration) {
        nanos += duration.toNanos();
        wall = wall.plus(duration);
    }

    @Test
    void shows_the_wall_clock_when_that_runs_true() {
        for (int second = 0; second < 100; second++) {
            pass(Duration.ofSeconds(1));
            assertThat(clock.instant()).isEqualTo(wall);
        }
    }

    @Test
    void does_not_follow_a_wall_clock_that_is_set_back_but_slows_down() {
        wall = wall.minusSeconds(2);
        Instant before = clock.instant();
        for (int step = 0; step < 1000; step++) {
            pass(Duration.ofMillis(10));
            Instant now = clock.instant();
            assertThat(now).isAfterOrEqualTo(before.plusNanos(9_990_000));
            before = now;
        }
        assertThat(before).isAfter(wall.plusMillis(1900));
    }

    @Test
    void comes_back_to_the_wall_clock_in_the_end() {
        wall = wall.plusMillis(100);
        for (int second = 0; second < 300; second++) {
            pass(Duration.ofSeconds(1));
            clock.instant();
        }
        assertThat(Duration.between(clock.instant(), wall).abs()).isLessThan(Duration.ofMillis(1));
    }

    @Test
    void does_not_overshoot_when_nobody_asks_for_long() {
        wall = wall.plusNanos(100_000);
        pass(Duration.ofSeconds(1));
        clock.instant();

        pass(Duration.ofSeconds(10));

        assertThat(Duration.between(wall, clock.instant()).abs()).isLessThan(Duration.ofNanos(10_000));
    }

    @Test
    void slews_by_500_millionths_at_the_most_however_often_it_is_read() {
        wall = wall.plusSeconds(5);
        pass(Duration.ofSeconds(1));
        Instant start = clock.instant();
        for (int step = 0; step < 9_999; step++) {
            pass(Duration.ofNanos(100_000));
            clock.instant();
        }
        Duration shown = Duration.between(start, clock.instant());
        assertThat(shown).isBetween(Duration.ofNanos(1_000_390_000), Duration.ofNanos(1_000_510_000));
    }

    @Test
    void leaps_ahead_after_the_machine_slept() {
        clock.instant();
        wall = wall.plus(Duration.ofHours(8));
        pass(Duration.ofSeconds(1));

        assertThat(clock.instant()).isEqualTo(wall);
    }

    @Test
    void whole_millis_drop_what_lies_below() {
        Instant fine = NOON.plusNanos(1_999_999);

        assertThat(new WholeMillis(() -> fine).instant()).isEqualTo(NOON.plusMillis(1));
    }
}
