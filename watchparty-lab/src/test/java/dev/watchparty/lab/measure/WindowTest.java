package dev.watchparty.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WindowTest {

    @Test
    void looks_at_the_same_instants_whenever_it_begins() {
        assertThat(new Window(1_001, 1_150).instants()).containsExactly(1_050.0, 1_100.0);
        assertThat(new Window(1_050, 1_101).instants()).containsExactly(1_050.0, 1_100.0);
        assertThat(new Window(1_001, 1_049).instants()).isEmpty();
    }

    @Test
    void holds_its_beginning_and_not_its_end() {
        Window window = Window.after(1_000, 100, 200);
        assertThat(window.holds(1_100)).isTrue();
        assertThat(window.holds(1_200)).isFalse();
        assertThat(window.holds(1_099)).isFalse();
    }

    @Test
    void does_not_end_before_it_begins() {
        assertThatThrownBy(() -> new Window(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
