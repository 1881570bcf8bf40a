package dev.watchparty.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class ClockWindowTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void knows_nothing_at_first() {
        assertThat(ClockWindow.EMPTY.best()).isEmpty();
    }

    @Test
    void trusts_the_sample_with_the_shortest_round_trip() {
        ClockWindow window = ClockWindow.EMPTY.with(sample(80)).with(sample(20)).with(sample(300));

        assertThat(window.best()).hasValue(sample(20));
    }

    @Test
    void forgets_the_oldest_of_more_than_16() {
        ClockWindow window = ClockWindow.EMPTY.with(sample(5));
        for (int time = 1; time < 16; time++) {
            window = window.with(sample(50));
        }
        assertThat(window.best()).hasValue(sample(5));

        window = window.with(sample(60));

        assertThat(window.samples()).hasSize(16);
        assertThat(window.best()).hasValue(sample(50));
    }

    @Test
    void is_never_larger() {
        assertThat(new ClockWindow(Collections.nCopies(16, sample(1))).samples())
                .hasSize(16);
        assertThatIllegalArgumentException().isThrownBy(() -> new ClockWindow(Collections.nCopies(17, sample(1))));
    }

    private static ClockSample sample(int roundTripMs) {
        return new ClockSample(Duration.ZERO, NOON, NOON, Duration.ofMillis(roundTripMs));
    }
}
