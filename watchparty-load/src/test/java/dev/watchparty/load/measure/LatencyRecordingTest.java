package dev.watchparty.load.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatencyRecordingTest {

    private final Latencies latencies = new Latencies();

    @Test
    void keeps_three_digits_over_all_percentiles() {
        for (long micros = 1; micros <= 1_000; micros++) {
            latencies.record(0, micros * 1_000);
        }

        LatencyFigures figures = latencies.figures();

        assertThat(figures.count()).isEqualTo(1_000);
        assertThat(figures.p50Micros()).isCloseTo(500, within(1.0));
        assertThat(figures.p90Micros()).isCloseTo(900, within(1.0));
        assertThat(figures.p99Micros()).isCloseTo(990, within(1.0));
        assertThat(figures.p999Micros()).isCloseTo(999, within(1.0));
        assertThat(figures.maxMicros()).isCloseTo(1_000, within(1.0));
    }

    @Test
    void counts_the_absurdly_late_as_an_hour() {
        latencies.record(0, Long.MAX_VALUE);

        assertThat(latencies.figures().maxMicros()).isCloseTo(Latencies.NANOS_MAX / 1e3, within(4e6));
    }

    @Test
    void is_all_zero_when_nothing_was_recorded() {
        assertThat(latencies.figures()).isEqualTo(new LatencyFigures(0, 0, 0, 0, 0, 0));
    }
}
