package dev.watchparty.domain.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LengthTest {

    private static final Length MINUTE = Length.of(Duration.ofMinutes(1));
    private static final Position END = new Position(60_000);

    @Test
    void keeps_positions_within_the_medium() {
        assertThat(MINUTE.clamp(new Position(59_999))).isEqualTo(new Position(59_999));
        assertThat(MINUTE.clamp(END)).isEqualTo(END);
        assertThat(MINUTE.clamp(new Position(60_001))).isEqualTo(END);
    }

    @Test
    void is_reached_at_the_end_and_beyond() {
        assertThat(MINUTE.isReachedBy(new Position(59_999))).isFalse();
        assertThat(MINUTE.isReachedBy(END)).isTrue();
        assertThat(MINUTE.isReachedBy(new Position(60_001))).isTrue();
    }

    @Test
    void that_nobody_said_is_never_reached() {
        Position last = new Position(Position.MILLIS_MAX);

        assertThat(Length.UNKNOWN.clamp(last)).isEqualTo(last);
        assertThat(Length.UNKNOWN.isReachedBy(last)).isFalse();
    }

    @Test
    void is_a_millisecond_to_a_year() {
        assertThat(Length.of(Duration.ofMillis(1))).isEqualTo(new Length.Known(new Position(1)));
        assertThat(Length.of(Duration.ofDays(366))).isEqualTo(new Length.Known(new Position(Position.MILLIS_MAX)));
        assertThatIllegalArgumentException().isThrownBy(() -> Length.of(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> Length.of(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Length.of(Duration.ofDays(366).plusMillis(1)));
    }
}
