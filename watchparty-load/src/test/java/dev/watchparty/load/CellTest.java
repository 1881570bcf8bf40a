package dev.watchparty.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {

    @Test
    void is_parties_times_members() {
        Cell cell = Cell.parse("10x100");

        assertThat(cell).isEqualTo(new Cell(10, 100)).hasToString("10 x 100");
        assertThat(cell.connections()).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "x", "10x", "0x5", "5x0", "-1x5", "1 x 5", "1x5x6", "99999999x1"})
    void refuses_anything_else(String text) {
        assertThatThrownBy(() -> Cell.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_recorded_ratio_allows_a_fifth_more() {
        RecordedRatio recorded = new RecordedRatio(new Cell(1, 500), 2.0);

        assertThat(recorded.allows(2.399)).isTrue();
        assertThat(recorded.allows(2.401)).isFalse();
    }

    @Test
    void a_spread_is_the_middle_with_the_least_and_the_most() {
        assertThat(Spread.of(List.of(1.5, 1.25, 2.0))).hasToString("1.50 (1.25–2.00)");
        assertThat(Spread.of(List.of(1.0, 2.0)).median()).isEqualTo(1.5);
        assertThatThrownBy(() -> Spread.of(List.of())).hasMessageContaining("nothing was measured");
    }
}
