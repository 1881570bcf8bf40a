package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.party.ChatCommand;
import dev.watchparty.domain.party.Parties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that stop, crawl or vanish: they are gone in time, and meanwhile nobody else notices. */
class BadPeersTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int LITTLE_BUFFER_BYTES = 4_096;

    private final SocketServer server = new SocketServer();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** One more event for all; {@code others} hear it at once. */
    private void playOn(int number, RawSocket... others) throws IOException {
        UUID id = new UUID(1, number);
        ChatText text = new ChatText("\uD83D\uDE00".repeat(ChatText.CHARACTERS_MAX));
        server.command(new ChatCommand.Say(Parties.HOST.user(), new MessageId(id), text));
        for (RawSocket other : others) {
            JsonNode message = other.next("chat_message").path("chat_message");
            assertThat(message.path("id").asText()).isEqualTo(id.toString());
        }
    }

    private double tooSlow() {
        return server.meters
                .counter("watchparty.connections.closed", "reason", "too_slow")
                .count();
    }

    private RawSocket through(Relay relay) throws IOException {
        RawSocket client = RawSocket.open(
                relay.port(),
                SocketServer.path(Parties.PARTY),
                SocketServer.bearer(server.token(Parties.VIEWER)),
                "Sec-WebSocket-Protocol: watchparty.v2");
        client.next("snapshot");
        return client;
    }

    private RawSocket withLittleBuffer() throws IOException {
        return RawSocket.exchange(
                server.port(),
                LITTLE_BUFFER_BYTES,
                RawSocket.request(SocketServer.path(Parties.PARTY), SocketServer.bearer(server.token(Parties.VIEWER))));
    }

    @Test
    void one_that_vanishes_without_a_word_is_gone_after_twelve_seconds() throws Exception {
        RawSocket host = server.client(Parties.HOST);
        try (Relay relay = new Relay(server.port());
                RawSocket vanished = through(relay)) {
            vanished.beHeard();
            relay.fallSilent();
            playOn(1, host);

            server.pass(Liveness.SILENCE_MAX.minus(SECOND), host);
            assertThat(server.connections()).isEqualTo(2);
            playOn(2, host);

            server.pass(SECOND, host);
            server.awaitConnections(1);
            playOn(3, host);
        }
    }

    @Test
    void one_that_vanishes_in_the_midst_of_a_frame_is_gone_likewise() throws Exception {
        RawSocket host = server.client(Parties.HOST);
        try (Relay relay = new Relay(server.port());
                RawSocket vanished = through(relay)) {
            vanished.write(ClientFrames.header(RawSocket.FIN | RawSocket.BINARY, SocketLine.MESSAGE_BYTES_MAX));
            vanished.write(new byte[1_000]);
            server.answersTo(host, SocketServer.frame("sync-request", ""));
            relay.fallSilent();

            server.pass(Liveness.SILENCE_MAX, host);

            server.awaitConnections(1);
        }
    }

    /** A byte a second is something, but nothing that can be understood: so it is silence. */
    @Test
    void one_that_sends_a_byte_a_second_is_gone_unless_frames_come_of_it() throws Exception {
        RawSocket host = server.client(Parties.HOST);
        RawSocket crawling = server.client(Parties.VIEWER);
        crawling.write(ClientFrames.header(RawSocket.FIN | RawSocket.BINARY, 1_000));
        for (int second = 1; second <= Liveness.SILENCE_MAX.toSeconds(); second++) {
            assertThat(server.connections()).isEqualTo(2);
            crawling.write(new byte[1]);
            server.pass(SECOND, host);
        }

        server.awaitConnections(1);
    }

    @Test
    void one_that_sends_a_byte_a_second_stays_if_frames_come_of_it() throws Exception {
        RawSocket crawling = server.client(Parties.VIEWER);
        byte[] pong = ClientFrames.frame(RawSocket.FIN | RawSocket.PONG, "1234");
        for (int second = 0; second < 5 * pong.length; second++) {
            crawling.write(new byte[] {pong[second % pong.length]});
            server.pass(SECOND);
            if (second % pong.length == pong.length - 1) crawling.beHeard();
        }

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void one_that_reads_a_byte_a_second_is_given_up_while_others_hear_everything() throws Exception {
        RawSocket host = server.client(Parties.HOST);
        RawSocket other = server.client(Parties.CO_HOST);
        try (RawSocket crawling = withLittleBuffer()) {
            int number = 0;
            while (tooSlow() == 0) {
                playOn(++number, host, other);
                crawling.takeByte();
                assertThat(number).isLessThan(10_000);
            }

            server.pass(Duration.ofSeconds(5), host, other);

            server.awaitConnections(2);
            playOn(number + 1, host, other);
        }
        assertThat(tooSlow()).isEqualTo(1);
    }

    /** TCP has two directions; a client that shuts its own has nothing to say any more, and is told nothing either. */
    @Test
    void one_that_shuts_its_side_only_is_gone_at_once() throws Exception {
        RawSocket host = server.client(Parties.HOST);
        RawSocket half = server.client(Parties.VIEWER);

        half.shutOutput();

        half.readToEnd();
        server.awaitConnections(1);
        playOn(1, host);
    }

    @Test
    void one_that_floods_with_pings_and_takes_no_pong_is_not_read_on_and_is_gone_in_time() throws Exception {
        RawSocket host = server.client(Parties.HOST);
        byte[] ping = ClientFrames.frame(RawSocket.FIN | RawSocket.PING, "x".repeat(125));
        try (RawSocket flooding = withLittleBuffer()) {
            flooding.beHeard();
            Thread flood = new Thread(() -> floodWith(flooding, ping), "flood");
            flood.setDaemon(true);
            flood.start();
            for (int number = 1; server.connections() == 2; number++) {
                playOn(number, host);
                server.pass(SECOND, host);
                assertThat(number).isLessThan(100);
            }
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    private static void floodWith(RawSocket flooding, byte[] ping) {
        try {
            while (true) {
                flooding.write(ping);
            }
        } catch (IOException hungUp) {
            // As it should be.
        }
    }

    @Test
    void one_that_breaks_the_protocol_and_hears_nothing_is_gone_after_five_seconds() throws Exception {
        RawSocket host = server.client(Parties.HOST);
        try (Relay relay = new Relay(server.port());
                RawSocket broken = through(relay)) {
            broken.sendUnmasked(RawSocket.FIN | RawSocket.TEXT, "{}".getBytes(StandardCharsets.UTF_8));
            assertThat(broken.nextClose().closeCode()).isEqualTo(1002);
            relay.fallSilent();

            server.pass(Duration.ofSeconds(4), host);
            assertThat(server.connections()).isEqualTo(2);
            server.pass(SECOND, host);
            server.awaitConnections(1);
        }
    }
}
