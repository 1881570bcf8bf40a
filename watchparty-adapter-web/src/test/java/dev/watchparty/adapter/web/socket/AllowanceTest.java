package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private static final long NOW = -5; // A monotonic clock may show anything.

    private final Allowance allowance = new Allowance(20, NOW);

    private static long after(long millis) {
        return NOW + Duration.ofMillis(millis).toNanos();
    }

    private void takeAllAtOnce() {
        for (int taken = 1; taken <= 40; taken++) {
            assertThat(allowance.take(NOW)).isZero();
        }
    }

    @Test
    void gives_two_seconds_worth_at_once_and_tells_when_there_is_more() {
        takeAllAtOnce();

        assertThat(allowance.take(NOW)).isEqualTo(Duration.ofMillis(50));
        assertThat(allowance.take(after(49))).isEqualTo(Duration.ofMillis(1));
        assertThat(allowance.take(after(50))).isZero();
        assertThat(allowance.take(after(50))).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void gives_as_many_a_second_as_it_says() {
        takeAllAtOnce();

        for (int taken = 1; taken <= 100; taken++) {
            assertThat(allowance.take(after(taken * 50L))).isZero();
        }
    }

    @Test
    void saves_no_more_than_two_seconds_worth() {
        takeAllAtOnce();
        long later = NOW + Duration.ofHours(1).toNanos();

        for (int taken = 1; taken <= 40; taken++) {
            assertThat(allowance.take(later)).isZero();
        }
        assertThat(allowance.take(later)).isPositive();
    }

    @Test
    void without_a_limit_gives_always() {
        Allowance endless = new Allowance(0, NOW);

        for (int taken = 1; taken <= 10_000; taken++) {
            assertThat(endless.take(NOW)).isZero();
        }
    }
}
