package dev.watchparty.domain.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

    @ParameterizedTest
    @ValueSource(ints = {250, 1000, 4000})
    void lies_between_a_quarter_and_four_times(int permille) {
        assertThat(new Rate(permille).permille()).isEqualTo(permille);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 249, 4001, Integer.MAX_VALUE})
    void lies_nowhere_else(int permille) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rate(permille))
                .withMessageContaining("" + permille);
    }

    @Test
    void turns_server_time_into_media_time_rounded_down() {
        assertThat(new Rate(333).mediaTime(Duration.ofMillis(10))).isEqualTo(Duration.ofMillis(3));
        assertThat(new Rate(1500).mediaTime(Duration.ofMillis(3))).isEqualTo(Duration.ofMillis(4));
        assertThat(Rate.NORMAL.mediaTime(Duration.ofHours(2))).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void turns_media_time_into_server_time_rounded_up() {
        assertThat(new Rate(333).serverTime(Duration.ofMillis(3))).isEqualTo(Duration.ofMillis(10));
        assertThat(new Rate(3000).serverTime(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(1));
        assertThat(Rate.NORMAL.serverTime(Duration.ofHours(2))).isEqualTo(Duration.ofHours(2));
    }
}
