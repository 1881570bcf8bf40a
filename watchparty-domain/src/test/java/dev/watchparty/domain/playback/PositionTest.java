package dev.watchparty.domain.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

    private static final Position LAST = new Position(Position.MILLIS_MAX);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 999, 31_622_400_000L})
    void lies_within_a_year_of_the_start(long millis) {
        assertThat(new Position(millis).millis()).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 31_622_400_001L, Long.MAX_VALUE})
    void lies_neither_before_nor_beyond(long millis) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Position(millis))
                .withMessageContaining("" + millis);
    }

    @Test
    void moves_by_a_duration() {
        assertThat(new Position(1_000).plus(Duration.ofMillis(234))).isEqualTo(new Position(1_234));
        assertThat(new Position(1_000).plus(Duration.ofMillis(-234))).isEqualTo(new Position(766));
    }

    @Test
    void stops_at_its_limits() {
        assertThat(new Position(5).plus(Duration.ofMillis(-6))).isEqualTo(Position.START);
        assertThat(LAST.plus(Duration.ofMillis(1))).isEqualTo(LAST);
        assertThat(Position.START.plus(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(LAST);
        assertThat(LAST.plus(Duration.ofSeconds(Long.MIN_VALUE))).isEqualTo(Position.START);
    }

    @Test
    void differs_from_another_by_a_duration() {
        assertThat(new Position(1_500).minus(new Position(1_000))).isEqualTo(Duration.ofMillis(500));
        assertThat(new Position(1_000).minus(new Position(1_500))).isEqualTo(Duration.ofMillis(-500));
    }

    @Test
    void comes_before_or_after_another() {
        assertThat(new Position(2).isAfter(new Position(1))).isTrue();
        assertThat(new Position(1).isAfter(new Position(1))).isFalse();
        assertThat(new Position(1)).isLessThan(new Position(2));
    }
}
