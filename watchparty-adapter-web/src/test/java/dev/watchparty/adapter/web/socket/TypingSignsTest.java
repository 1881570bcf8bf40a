package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TypingSignsTest {

    private static final long NOW = -5; // A monotonic clock may show anything.

    private final TypingSigns signs = new TypingSigns(NOW);

    private boolean isBeginningTold(Duration after) {
        return signs.isNews(/* isTyping= */ true, NOW + after.toNanos());
    }

    private boolean isEndTold(Duration after) {
        return signs.isNews(/* isTyping= */ false, NOW + after.toNanos());
    }

    @Test
    void the_first_is_told_and_the_next_after_two_seconds() {
        assertThat(isBeginningTold(Duration.ZERO)).isTrue();
        assertThat(isBeginningTold(Duration.ofMillis(1_999))).isFalse();
        assertThat(isBeginningTold(Duration.ofSeconds(2))).isTrue();
        assertThat(isBeginningTold(Duration.ofMillis(2_001))).isFalse();
    }

    @Test
    void an_end_is_told_once_and_at_once() {
        assertThat(isBeginningTold(Duration.ZERO)).isTrue();
        assertThat(isEndTold(Duration.ofMillis(1))).isTrue();
        assertThat(isEndTold(Duration.ofMillis(2))).isFalse();
    }

    @Test
    void the_end_of_nothing_is_nothing() {
        assertThat(isEndTold(Duration.ZERO)).isFalse();
    }

    @Test
    void whoever_flickers_is_told_no_more_often() {
        assertThat(isBeginningTold(Duration.ZERO)).isTrue();
        assertThat(isEndTold(Duration.ofMillis(1))).isTrue();
        assertThat(isBeginningTold(Duration.ofMillis(2))).isFalse();
        assertThat(isEndTold(Duration.ofMillis(3))).isFalse();
        assertThat(isBeginningTold(Duration.ofSeconds(2))).isTrue();
    }
}
