package dev.watchparty.load.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReadingTest {

    private static final String SEEK =
            "{\"type\":\"seek\",\"party_id\":\"6f\",\"position\":12.345,\"actor\":{\"type\":\"x\"},"
                    + "\"version\":9,\"position_ms\":12345}";
    private static final String ACK = "{\"type\":\"ack\",\"command_id\":\"s4\",\"version\":9}";

    private static final String CHAT =
            "{\"type\":\"chat_message\",\"chat_message\":{\"id\":\"6f\",\"user\":{\"message\":\"no\"},"
                    + "\"message\":\"number 7\",\"created_at\":\"now\"},\"version\":9}";

    private final MessageMemory memory = new MessageMemory();

    @Test
    void finds_the_fields_of_an_event_and_not_those_within_them() {
        assertThat(read(SEEK)).isEqualTo(new ServerMessage("seek", 9, 12_345, "", "", "", ""));
    }

    @Test
    void takes_seconds_where_there_are_no_milliseconds() {
        assertThat(read("{\"type\":\"seek\",\"position\":1000.007}").positionMs())
                .isEqualTo(1_000_007);
    }

    @Test
    void reads_acks_and_errors() {
        assertThat(read(ACK).commandId()).isEqualTo("s4");
        assertThat(read("{\"type\":\"error\",\"code\":\"RATE_LIMITED\",\"message\":\"too many\"}"))
                .isEqualTo(new ServerMessage("error", -1, -1, "", "RATE_LIMITED", "too many", ""));
    }

    @Test
    void parses_the_same_event_only_once() {
        ServerMessage first = read(SEEK);
        read(ACK);

        assertThat(read(SEEK)).isSameAs(first);
    }

    @Test
    void parses_events_that_come_in_turns_only_once() {
        ServerMessage first = read(SEEK);
        ServerMessage second = read(CHAT);

        assertThat(read(SEEK)).isSameAs(first);
        assertThat(read(CHAT)).isSameAs(second);
    }

    @Test
    void remembers_only_the_last_few() {
        ServerMessage first = read(SEEK);
        for (int version = 0; version < MessageMemory.KEPT; version++) {
            read("{\"type\":\"typing\",\"version\":" + version + "}");
        }

        assertThat(read(SEEK)).isEqualTo(first).isNotSameAs(first);
    }

    @Test
    void reads_the_text_of_a_chat_message_and_what_follows_it() {
        assertThat(read(CHAT)).isEqualTo(new ServerMessage("chat_message", 9, -1, "", "", "", "number 7"));
        assertThat(read("{\"type\":\"chat_message\",\"chat_message\":null}").chatText())
                .isEmpty();
    }

    @Test
    void notices_one_changed_digit() {
        read(SEEK);

        assertThat(read(SEEK.replace("12345", "12346")).positionMs()).isEqualTo(12_346);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{\"type\":", "{\"type\":\"seek\",\"version\":\"x\"}"})
    void refuses_what_is_no_message(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(UncheckedIOException.class);
    }

    private ServerMessage read(String text) {
        byte[] bytes = ("??" + text + "??").getBytes(StandardCharsets.UTF_8);
        return memory.read(bytes, 2, bytes.length - 4);
    }
}
