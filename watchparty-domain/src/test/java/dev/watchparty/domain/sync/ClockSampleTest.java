package dev.watchparty.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockSampleTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration SINCE_EPOCH = Duration.between(Instant.EPOCH, NOON);

    @ParameterizedTest(name = "client clock wrong by {0} s")
    @ValueSource(longs = {-600, -1, 0, 1, 600})
    void finds_the_offset_of_a_clock_that_is_minutes_wrong(long wrongBySeconds) {
        Duration client = SINCE_EPOCH.plusSeconds(wrongBySeconds);
        ClockSample sample = new ClockSample(client, NOON.plusMillis(40), NOON.plusMillis(45), client.plusMillis(85));

        assertThat(sample.offset()).isEqualTo(Duration.ofSeconds(-wrongBySeconds));
        assertThat(sample.roundTrip()).isEqualTo(Duration.ofMillis(80));
        assertThat(sample.uncertainty()).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void finds_the_offset_of_a_clock_that_counts_from_its_own_start() {
        Duration sincePageLoad = Duration.ofSeconds(5);
        ClockSample sample =
                new ClockSample(sincePageLoad, NOON.plusMillis(10), NOON.plusMillis(10), sincePageLoad.plusMillis(20));

        assertThat(sample.offset()).isEqualTo(SINCE_EPOCH.minus(sincePageLoad));
    }

    @Test
    void keeps_fractions_of_a_millisecond() {
        ClockSample sample = new ClockSample(
                SINCE_EPOCH, NOON.plusNanos(300_000), NOON.plusNanos(400_000), SINCE_EPOCH.plusNanos(500_000));

        assertThat(sample.offset()).isEqualTo(Duration.ofNanos(100_000));
        assertThat(sample.roundTrip()).isEqualTo(Duration.ofNanos(400_000));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void is_never_further_off_than_its_uncertainty(long seed) {
        Random random = new Random(seed);
        for (int time = 0; time < 200; time++) {
            Duration error = Duration.ofMillis(random.nextInt(1_200_000) - 600_000);
            long outward = random.nextInt(300_000_000);
            long processing = random.nextInt(5_000_000);
            long homeward = random.nextInt(300_000_000);
            Duration sent = SINCE_EPOCH.plus(error);
            ClockSample sample = new ClockSample(
                    sent,
                    NOON.plusNanos(outward),
                    NOON.plusNanos(outward + processing),
                    sent.plusNanos(outward + processing + homeward));

            Duration off = sample.offset().plus(error).abs();

            assertThat(off).isLessThanOrEqualTo(sample.uncertainty().plusNanos(1));
            assertThat(sample.roundTrip()).isEqualTo(Duration.ofNanos(outward + homeward));
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    @Test
    void has_no_negative_round_trip_where_the_clocks_tick_coarsely() {
        ClockSample sample = new ClockSample(SINCE_EPOCH, NOON, NOON.plusMillis(5), SINCE_EPOCH.plusMillis(4));

        assertThat(sample.roundTrip()).isEqualTo(Duration.ZERO);
        assertThat(sample.uncertainty()).isEqualTo(Duration.ZERO);
    }

    @Test
    void has_no_answer_before_its_question() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClockSample(SINCE_EPOCH, NOON, NOON, SINCE_EPOCH.minusNanos(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClockSample(SINCE_EPOCH, NOON, NOON.minusNanos(1), SINCE_EPOCH));
    }
}
