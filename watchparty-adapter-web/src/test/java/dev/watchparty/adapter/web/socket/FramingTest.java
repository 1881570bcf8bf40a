package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchparty.domain.party.Parties;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of WebSocket frames, the malformed ones above all. */
class FramingTest {

    private static final String SYNC_REQUEST = SocketServer.frame("sync-request", "");

    private final SocketServer server = new SocketServer();

    @SuppressWarnings("NullAway.Init")
    private RawSocket client;

    @BeforeEach
    void connect() throws IOException {
        client = server.oldClient(Parties.HOST);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A sync request that is so many bytes long. */
    private static byte[] message(int bytes) {
        byte[] message = new byte[bytes];
        Arrays.fill(message, (byte) ' ');
        byte[] request = utf8(SYNC_REQUEST);
        System.arraycopy(request, 0, message, 0, request.length);
        return message;
    }

    private void assertClosedWith(int code) throws IOException {
        assertThat(client.nextClose().closeCode()).isEqualTo(code);
        assertThat(client.readToEnd()).isEmpty();
        assertOthersAreUnharmed();
    }

    private void assertOthersAreUnharmed() throws IOException {
        RawSocket other = server.oldClient(Parties.HOST);
        other.sendText(SYNC_REQUEST);
        assertThat(other.next().path("type").asText()).isEqualTo("sync");
    }

    private void assertStillServed() throws IOException {
        client.sendText(SYNC_REQUEST);
        assertThat(client.next("sync").path("version").asLong()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 125})
    void a_ping_is_answered_with_its_own_payload(int bytes) throws IOException {
        byte[] payload = new byte[bytes];
        Arrays.fill(payload, (byte) 0xfe);

        client.send(RawSocket.FIN | RawSocket.PING, payload);

        RawSocket.Incoming pong = client.read();
        assertThat(pong.opcode()).isEqualTo(RawSocket.PONG);
        assertThat(pong.payload()).isEqualTo(payload);
    }

    @Test
    void pings_are_answered_in_order_however_many() throws IOException {
        for (int number = 1; number <= 1_000; number++) {
            client.send(RawSocket.FIN | RawSocket.PING, utf8("ping " + number));
        }

        for (int number = 1; number <= 1_000; number++) {
            assertThat(client.read().text()).isEqualTo("ping " + number);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 125})
    void a_pong_that_nobody_asked_for_is_ignored(int bytes) throws IOException {
        client.send(RawSocket.FIN | RawSocket.PONG, new byte[bytes]);

        assertStillServed();
    }

    @Test
    void fragments_are_joined_though_a_ping_comes_between() throws IOException {
        byte[] request = utf8(SYNC_REQUEST);
        client.send(RawSocket.TEXT, Arrays.copyOfRange(request, 0, 10));
        client.send(RawSocket.FIN | RawSocket.PING, utf8("between"));
        client.send(RawSocket.CONTINUATION, new byte[0]);
        client.send(RawSocket.CONTINUATION, Arrays.copyOfRange(request, 10, 20));
        client.send(RawSocket.FIN | RawSocket.CONTINUATION, Arrays.copyOfRange(request, 20, request.length));

        assertThat(client.read().text()).isEqualTo("between");
        assertThat(client.read().json().path("type").asText()).isEqualTo("sync");
    }

    @Test
    void a_message_may_come_byte_by_byte() throws IOException {
        byte[] request = utf8(SYNC_REQUEST);
        client.send(RawSocket.TEXT, new byte[0]);
        for (byte single : request) {
            client.send(RawSocket.CONTINUATION, new byte[] {single});
        }
        client.send(RawSocket.FIN | RawSocket.CONTINUATION, new byte[0]);

        assertThat(client.next().path("type").asText()).isEqualTo("sync");
    }

    @Test
    void a_character_may_be_split_between_fragments() throws IOException {
        byte[] chat = utf8(SocketServer.frame("chat", ",\"message\":\"\uD83D\uDE00\""));
        int middle = SocketServer.frame("chat", ",\"message\":\"").length() - 1 + 2; // In the midst of its four bytes.
        client.send(RawSocket.TEXT, Arrays.copyOfRange(chat, 0, middle));
        client.send(RawSocket.FIN | RawSocket.CONTINUATION, Arrays.copyOfRange(chat, middle, chat.length));

        JsonNode event = client.next("chat_message");
        assertThat(event.path("chat_message").path("message").asText()).isEqualTo("\uD83D\uDE00");
    }

    @Test
    void a_frame_may_come_byte_by_byte() throws IOException {
        for (byte single : ClientFrames.frame(RawSocket.FIN | RawSocket.TEXT, message(300))) {
            client.write(new byte[] {single});
        }

        assertThat(client.next().path("type").asText()).isEqualTo("sync");
    }

    @Test
    void binary_frames_mean_nothing_and_are_told_so() throws IOException {
        client.send(RawSocket.FIN | RawSocket.BINARY, utf8(SYNC_REQUEST));

        JsonNode error = client.next();
        assertThat(error.path("type").asText()).isEqualTo("error");
        assertThat(error.path("code").asText()).isEqualTo("INVALID_COMMAND");
        assertThat(error.path("message").asText()).contains("binary");
        assertStillServed();
    }

    @Test
    void a_binary_message_in_fragments_is_told_so_once() throws Exception {
        client.send(RawSocket.BINARY, new byte[] {(byte) 0xff});
        client.send(RawSocket.CONTINUATION, new byte[] {(byte) 0xff});
        client.send(RawSocket.FIN | RawSocket.CONTINUATION, new byte[] {(byte) 0xff});

        assertThat(server.upToNow(client))
                .hasSize(1)
                .allSatisfy(event -> assertThat(event.path("message").asText()).contains("binary"));
        assertStillServed();
    }

    @Test
    void an_empty_text_is_no_command() throws IOException {
        client.send(RawSocket.FIN | RawSocket.TEXT, new byte[0]);

        assertThat(client.next().path("code").asText()).isEqualTo("INVALID_COMMAND");
        assertStillServed();
    }

    static Stream<byte[]> no_utf8() {
        return Stream.of(
                new byte[] {(byte) 0xff},
                new byte[] {(byte) 0x80},
                new byte[] {(byte) 0xc0, (byte) 0x80},
                new byte[] {(byte) 0xe4, (byte) 0xb8},
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0xbd},
                new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
                new byte[] {'{', '"', (byte) 0xfe, '"', '}'});
    }

    @ParameterizedTest
    @MethodSource("no_utf8")
    void a_text_that_is_no_utf8_closes_with_1007(byte[] bytes) throws IOException {
        client.send(RawSocket.FIN | RawSocket.TEXT, bytes);

        assertClosedWith(1007);
    }

    @Test
    void a_text_that_is_no_utf8_in_fragments_closes_with_1007() throws IOException {
        client.send(RawSocket.TEXT, new byte[] {'{', (byte) 0xe4});
        client.send(RawSocket.FIN | RawSocket.CONTINUATION, new byte[] {'}'});

        assertClosedWith(1007);
    }

    @Test
    void a_message_may_be_as_long_as_the_limit() throws IOException {
        client.send(RawSocket.FIN | RawSocket.TEXT, message(SocketLine.MESSAGE_BYTES_MAX));

        assertThat(client.next().path("type").asText()).isEqualTo("sync");
    }

    @Test
    void a_message_beyond_the_limit_closes_with_1009() throws IOException {
        client.send(RawSocket.FIN | RawSocket.TEXT, message(SocketLine.MESSAGE_BYTES_MAX + 1));

        assertClosedWith(1009);
    }

    @Test
    void fragments_may_be_as_long_as_the_limit_together() throws IOException {
        byte[] message = message(SocketLine.MESSAGE_BYTES_MAX);
        client.send(RawSocket.TEXT, Arrays.copyOfRange(message, 0, 30_000));
        client.send(RawSocket.FIN | RawSocket.CONTINUATION, Arrays.copyOfRange(message, 30_000, message.length));

        assertThat(client.next().path("type").asText()).isEqualTo("sync");
    }

    @Test
    void fragments_that_are_too_long_together_close_with_1009() throws IOException {
        client.send(RawSocket.TEXT, message(SocketLine.MESSAGE_BYTES_MAX));
        client.send(RawSocket.CONTINUATION, new byte[1]);

        assertClosedWith(1009);
    }

    @ParameterizedTest
    @ValueSource(longs = {SocketLine.MESSAGE_BYTES_MAX + 1, 1L << 30, 1L << 40, Long.MAX_VALUE})
    void a_frame_that_says_it_will_be_huge_closes_with_1009_at_its_first_byte(long bytes) throws IOException {
        client.write(ByteBuffer.allocate(15)
                .put((byte) 0x81)
                .put((byte) 0xff)
                .putLong(bytes)
                .putInt(0)
                .put((byte) '{')
                .array());

        assertClosedWith(1009);
    }

    static Stream<Arguments> breaches() {
        return Stream.of(
                Arguments.of("reserved bit 1", RawSocket.FIN | 0x40 | RawSocket.TEXT, 2),
                Arguments.of("reserved bit 2", RawSocket.FIN | 0x20 | RawSocket.TEXT, 2),
                Arguments.of("reserved bit 3", RawSocket.FIN | 0x10 | RawSocket.TEXT, 2),
                Arguments.of("unknown kind of data", RawSocket.FIN | 3, 2),
                Arguments.of("unknown kind of control", RawSocket.FIN | 11, 2),
                Arguments.of("nothing to continue", RawSocket.FIN | RawSocket.CONTINUATION, 2),
                Arguments.of("a ping in fragments", RawSocket.PING, 2),
                Arguments.of("a ping that is too long", RawSocket.FIN | RawSocket.PING, 126),
                Arguments.of("a close in fragments", RawSocket.CLOSE, 2),
                Arguments.of("half a close code", RawSocket.FIN | RawSocket.CLOSE, 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaches")
    void what_breaks_the_rules_of_websockets_closes_with_1002(String what, int head, int bytes) throws IOException {
        client.send(head, new byte[bytes]);

        assertClosedWith(1002);
    }

    @Test
    void a_frame_that_is_not_masked_closes_with_1002() throws IOException {
        client.sendUnmasked(RawSocket.FIN | RawSocket.TEXT, utf8(SYNC_REQUEST));

        assertClosedWith(1002);
    }

    @Test
    void a_message_within_another_closes_with_1002() throws IOException {
        client.send(RawSocket.TEXT, utf8("{"));
        client.send(RawSocket.FIN | RawSocket.TEXT, utf8(SYNC_REQUEST));

        assertClosedWith(1002);
    }

    @ParameterizedTest
    @ValueSource(ints = {999, 1004, 1005, 1006, 1015, 65_535})
    void a_close_code_that_may_not_be_sent_closes_with_1002(int code) throws IOException {
        client.sendClose(code);

        assertClosedWith(1002);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 3000, 4999})
    void a_client_that_closes_is_answered_with_its_own_code(int code) throws IOException {
        client.sendClose(code);

        assertClosedWith(code);
    }

    @Test
    void a_client_may_close_without_a_code() throws IOException {
        client.send(RawSocket.FIN | RawSocket.CLOSE, new byte[0]);

        assertClosedWith(1005);
    }

    @Test
    void garbage_instead_of_frames_closes() throws IOException {
        client.write(utf8("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));

        assertClosedWith(1002);
    }

    @Test
    void a_client_that_hangs_up_in_the_midst_of_a_frame_is_forgotten() throws IOException {
        client.write(new byte[] {(byte) 0x81, (byte) 0xfe, 0x10});
        client.close();

        server.awaitConnections(0);
        assertOthersAreUnharmed();
    }

    @Test
    void whatever_a_closed_connection_sent_before_is_still_done() throws IOException {
        client.sendText(SocketServer.frame("seek", ",\"position\":5,\"command_id\":\"last\""));
        client.sendClose(1000);
        client.readToEnd();

        RawSocket other = server.oldClient(Parties.HOST);
        other.sendText(SocketServer.frame("seek", ",\"position\":5,\"command_id\":\"last\""));
        assertThat(other.next("ack").path("version").asLong()).isEqualTo(11);
    }

    @Test
    void every_kind_of_end_leaves_nothing_behind() throws Exception {
        for (int code : List.of(1000, 999)) {
            RawSocket one = server.oldClient(Parties.HOST);
            one.sendClose(code);
            one.readToEnd();
        }
        RawSocket tooLong = server.oldClient(Parties.HOST);
        tooLong.send(RawSocket.FIN | RawSocket.TEXT, message(SocketLine.MESSAGE_BYTES_MAX + 1));
        tooLong.readToEnd();
        RawSocket gone = server.oldClient(Parties.HOST);
        gone.close();
        client.sendUnmasked(0, new byte[0]);
        client.readToEnd();

        server.pass(Duration.ofSeconds(5)); // Clients that broke the protocol did not hang up themselves.
        server.awaitConnections(0);
    }
}
