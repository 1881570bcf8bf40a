package dev.watchparty.load.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.watchparty.load.measure.Trend.Sample;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {

    @Test
    void a_straight_line_is_found_again() {
        Trend trend = Trend.of(samples(minute -> 100 + 2.0 * minute));

        assertThat(trend.perHour()).isCloseTo(120, within(1e-6));
        assertThat(trend.overall()).isCloseTo(58, within(1e-6));
        assertThat(trend.firstThird()).isCloseTo(109, within(1e-6));
        assertThat(trend.lastThird()).isCloseTo(149, within(1e-6));
    }

    @Test
    void is_flat_up_to_what_is_allowed() {
        Trend trend = Trend.of(samples(minute -> 100 + 2.0 * minute));

        assertThat(trend.isFlat(58.1)).isTrue();
        assertThat(trend.isFlat(57.9)).isFalse();
    }

    @Test
    void a_step_in_the_middle_is_growth() {
        assertThat(Trend.of(samples(minute -> minute < 15 ? 100 : 150)).isFlat(40))
                .isFalse();
    }

    @Test
    void what_falls_is_flat() {
        assertThat(Trend.of(samples(minute -> 100 - minute)).isFlat(0)).isTrue();
    }

    @Test
    void two_looks_are_too_few() {
        List<Sample> two = samples(minute -> 1).subList(0, 2);

        assertThatThrownBy(() -> Trend.of(two)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Half an hour, a look a minute. */
    private static List<Sample> samples(IntToDoubleFunction value) {
        return IntStream.range(0, 30)
                .mapToObj(minute -> new Sample(minute * 60, value.applyAsDouble(minute)))
                .toList();
    }
}
