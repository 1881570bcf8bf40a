package dev.watchparty.load.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeekNumberingTest {

    @ParameterizedTest(name = "number {0}")
    @ValueSource(longs = {0, 1, 999, 1_000, 8_999_998, 8_999_999, 9_000_000, 50_000_000})
    void a_position_tells_its_number_again(long number) {
        long positionMs = SeekCommand.positionMs(number);

        assertThat(SeekCommand.numberAt(positionMs, number)).isEqualTo(number);
        assertThat(SeekCommand.numberAt(positionMs, number + 5)).isEqualTo(number);
        assertThat(SeekCommand.numberAt(positionMs, Math.max(0, number - 5))).isEqualTo(number);
    }

    @Test
    void other_positions_have_no_number() {
        assertThat(SeekCommand.numberAt(0, 10)).isEqualTo(-1);
        assertThat(SeekCommand.numberAt(ServerMessage.ABSENT, 10)).isEqualTo(-1);
        assertThat(SeekCommand.numberAt(10_000_000, 10)).isEqualTo(-1);
    }

    @Test
    void a_command_is_written_as_the_protocol_has_it() {
        String json = new String(new SeekCommand("6f", 7).json(), StandardCharsets.UTF_8);

        assertThat(json)
                .isEqualTo("{\"type\":\"seek\",\"party_id\":\"6f\",\"position\":1000.007,\"timestamp\":1700000000,"
                        + "\"command_id\":\"s7\"}");
    }

    @Test
    void a_command_id_tells_its_number_again() {
        assertThat(SeekCommand.numberOf("s7")).isEqualTo(7);
        assertThat(SeekCommand.numberOf("a1")).isEqualTo(-1);
        assertThat(SeekCommand.numberOf("sx")).isEqualTo(-1);
        assertThat(SeekCommand.numberOf("")).isEqualTo(-1);
    }
}
