package dev.watchparty.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistributionTest {

    private static final Distribution TO_HUNDRED = Distribution.of(
            IntStream.rangeClosed(1, 100).mapToObj(Double::valueOf).toList());

    @Test
    void answers_percentiles_by_nearest_rank() {
        assertThat(TO_HUNDRED.percentile(50)).isEqualTo(50);
        assertThat(TO_HUNDRED.percentile(95)).isEqualTo(95);
        assertThat(TO_HUNDRED.percentile(99.5)).isEqualTo(100);
        assertThat(TO_HUNDRED.percentile(100)).isEqualTo(100);
        assertThat(TO_HUNDRED.max()).isEqualTo(100);
    }

    @Test
    void puts_values_in_order_first() {
        assertThat(Distribution.of(List.of(30.0, 10.0, 20.0)).percentile(50)).isEqualTo(20);
    }

    @Test
    void tells_the_share_up_to_a_value() {
        assertThat(TO_HUNDRED.shareUpTo(0.5)).isZero();
        assertThat(TO_HUNDRED.shareUpTo(50)).isEqualTo(0.5);
        assertThat(TO_HUNDRED.shareUpTo(50.5)).isEqualTo(0.5);
        assertThat(TO_HUNDRED.shareUpTo(1_000)).isEqualTo(1);
    }

    @Test
    void knows_nothing_of_nothing() {
        Distribution nothing = Distribution.of(List.of());
        assertThat(nothing.isEmpty()).isTrue();
        assertThat(nothing.percentile(50)).isNaN();
        assertThat(nothing.max()).isNaN();
        assertThat(nothing.shareUpTo(1)).isNaN();
    }

    @Test
    void has_no_percentile_of_zero_or_beyond_a_hundred() {
        assertThatThrownBy(() -> TO_HUNDRED.percentile(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TO_HUNDRED.percentile(101)).isInstanceOf(IllegalArgumentException.class);
    }
}
