package dev.watchparty.lab.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.watchparty.lab.network.Link.Spread;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinkTest {

    private static final Duration ROUND_TRIP = Duration.ofMillis(100);
    private static final Duration JITTER = Duration.ofMillis(40);
    private static final long MS = 1_000_000;
    private static final int DRAWS = 20_000;

    @Test
    void takes_half_its_round_trip_each_way() {
        assertThat(transits(Link.of(ROUND_TRIP), 100).toArray()).containsOnly(50 * MS);
    }

    @ParameterizedTest
    @EnumSource
    void jitters_up_to_its_bound_and_never_below_half_the_round_trip(Spread spread) {
        long[] transits = transits(new Link(ROUND_TRIP, JITTER, spread, 0), 100).toArray();

        assertThat(LongStream.of(transits).min().orElseThrow()).isGreaterThanOrEqualTo(50 * MS);
        assertThat(LongStream.of(transits).max().orElseThrow()).isBetween(85 * MS, 90 * MS);
    }

    @Test
    void jitters_evenly_or_mostly_little() {
        Link even = new Link(Duration.ZERO, JITTER, Spread.UNIFORM, 0);
        Link little = new Link(Duration.ZERO, JITTER, Spread.EXPONENTIAL, 0);

        assertThat(transits(even, 100).average().orElseThrow()).isCloseTo(20 * MS, within(1.0 * MS));
        assertThat(transits(little, 100).average().orElseThrow()).isCloseTo(10 * MS, within(1.0 * MS));
    }

    @Test
    void lets_what_was_lost_wait_for_the_time_out_and_twice_as_long_if_it_is_lost_again() {
        Link link = new Link(ROUND_TRIP, Duration.ZERO, Spread.UNIFORM, 0.5);
        long[] waits = transits(link, 100).map(nanos -> nanos - 50 * MS).toArray();

        assertThat(waits).contains(0, 300 * MS, 900 * MS, 2_100 * MS);
        assertThat(LongStream.of(waits).filter(nanos -> nanos > 0).min()).hasValue(300 * MS);
    }

    @Test
    void repairs_within_a_round_trip_what_has_enough_behind_it() {
        Link link = new Link(ROUND_TRIP, Duration.ZERO, Spread.UNIFORM, 0.01);
        long[] waits = transits(link, 10 * Link.SEGMENT_BYTES_MAX)
                .map(nanos -> nanos - 50 * MS)
                .filter(nanos -> nanos > 0)
                .toArray();

        assertThat((double) LongStream.of(waits)
                                .filter(nanos -> nanos == 100 * MS)
                                .count()
                        / waits.length)
                .as("the first seven of ten")
                .isCloseTo(0.7, within(0.05));
        assertThat(LongStream.of(waits).filter(nanos -> nanos != 100 * MS).min())
                .hasValue(300 * MS);
    }

    @Test
    void loses_long_chunks_more_often_than_short_ones() {
        Link link = new Link(Duration.ofNanos(2), Duration.ZERO, Spread.UNIFORM, 0.01);

        assertThat(shareLost(link, 1_460)).isCloseTo(0.01, within(0.004));
        assertThat(shareLost(link, 1_461)).isCloseTo(0.0199, within(0.006));
        assertThat(shareLost(link, 14_600)).isCloseTo(0.0956, within(0.01));
    }

    @Test
    void is_refused_where_it_makes_no_sense() {
        Duration negative = Duration.ofMillis(-1);
        assertThatThrownBy(() -> Link.of(negative)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Link(ROUND_TRIP, negative, Spread.UNIFORM, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Link(ROUND_TRIP, JITTER, Spread.UNIFORM, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Link(ROUND_TRIP, JITTER, Spread.UNIFORM, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static LongStream transits(Link link, int bytes) {
        Random random = new Random(1);
        return LongStream.generate(() -> link.transitNanos(bytes, random)).limit(DRAWS);
    }

    private static double shareLost(Link link, int bytes) {
        return (double) transits(link, bytes).filter(nanos -> nanos > 1).count() / DRAWS;
    }
}
