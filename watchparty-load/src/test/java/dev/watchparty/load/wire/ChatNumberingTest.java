package dev.watchparty.load.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChatNumberingTest {

    @Test
    void a_command_is_written_as_the_protocol_has_it() {
        String json = new String(HostAction.CHAT.command("6f", 7), StandardCharsets.UTF_8);

        assertThat(json)
                .isEqualTo("{\"type\":\"chat\",\"party_id\":\"6f\",\"message\":\"number 7\",\"timestamp\":1700000000,"
                        + "\"command_id\":\"c7\"}");
    }

    @Test
    void a_text_tells_its_number_again() {
        assertThat(ChatCommand.numberIn("number 123456")).isEqualTo(123_456);
    }

    @Test
    void other_texts_have_no_number() {
        assertThat(ChatCommand.numberIn("")).isEqualTo(-1);
        assertThat(ChatCommand.numberIn("number ")).isEqualTo(-1);
        assertThat(ChatCommand.numberIn("number one")).isEqualTo(-1);
        assertThat(ChatCommand.numberIn("spam 7")).isEqualTo(-1);
    }

    @Test
    void a_command_id_tells_its_number_again() {
        assertThat(ChatCommand.numberOf("c7")).isEqualTo(7);
        assertThat(ChatCommand.numberOf("s7")).isEqualTo(-1);
    }
}
