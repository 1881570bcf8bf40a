package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchparty.adapter.web.wire.Frames;
import dev.watchparty.application.port.Identity;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.ChatCommand;
import dev.watchparty.domain.party.MembershipCommand.End;
import dev.watchparty.domain.party.MembershipCommand.Leave;
import dev.watchparty.domain.party.Parties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a connection stays, and what it is told before it goes. */
class StayingTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SocketServer server = new SocketServer();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static String type(JsonNode event) {
        return event.path("type").asText();
    }

    /** The server says why, then closes; nothing else comes between. */
    private static void assertSentAway(RawSocket client, int code, String reason, boolean isReconnectWelcome)
            throws IOException {
        JsonNode closing = client.next("closing");
        assertThat(closing.path("reason").asText()).isEqualTo(reason);
        assertThat(closing.path("reconnect").asBoolean(!isReconnectWelcome)).isEqualTo(isReconnectWelcome);
        RawSocket.Incoming close = client.read();
        assertThat(close.opcode()).isEqualTo(RawSocket.CLOSE);
        assertThat(close.closeCode()).isEqualTo(code);
        client.sendClose(code);
        assertThat(client.readToEnd()).isEmpty();
    }

    private RawSocket clientWith(String token) throws IOException {
        RawSocket client = server.open(
                SocketServer.path(Parties.PARTY), SocketServer.bearer(token), "Sec-WebSocket-Protocol: watchparty.v2");
        client.next("snapshot");
        return client;
    }

    private static String refresh(String token) {
        return "{\"type\":\"refresh-token\",\"token\":\"" + token + "\"}";
    }

    @Test
    void an_expired_token_ends_a_living_connection() throws Exception {
        RawSocket client = clientWith(server.token(Parties.VIEWER, Duration.ofSeconds(30)));
        server.pass(Duration.ofSeconds(29), client);
        assertThat(server.connections()).isEqualTo(1);

        server.pass(SECOND);

        assertSentAway(client, 4001, "token_expired", /* isReconnectWelcome= */ false);
        server.awaitConnections(0);
        assertThat(server.meters
                        .counter("watchparty.connections.closed", "reason", "token_expired")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_token_that_is_refreshed_in_time_keeps_the_connection() throws Exception {
        RawSocket client = clientWith(server.token(Parties.VIEWER, Duration.ofSeconds(30)));
        server.pass(Duration.ofSeconds(29), client);
        server.upToNow(client);

        String newer = server.token(Parties.VIEWER, Duration.ofSeconds(30));
        assertThat(server.answersTo(client, refresh(newer))).isEmpty();

        server.pass(Duration.ofSeconds(29), client);
        assertThat(server.connections()).isEqualTo(1);
        server.pass(SECOND);
        assertSentAway(client, 4001, "token_expired", /* isReconnectWelcome= */ false);
    }

    @Test
    void a_token_that_is_bad_or_somebody_elses_refreshes_nothing() throws Exception {
        RawSocket client = clientWith(server.token(Parties.VIEWER, Duration.ofSeconds(30)));
        String expired = server.token(Parties.VIEWER, Duration.ofSeconds(-1));

        for (String token : List.of("forged.token.here", server.token(Parties.HOST), expired)) {
            assertThat(server.answersTo(client, refresh(token))).singleElement().satisfies(error -> {
                assertThat(type(error)).isEqualTo("error");
                assertThat(error.path("code").asText()).isEqualTo("UNAUTHORIZED_COMMAND");
                assertThat(error.path("message").asText()).startsWith("token").doesNotContain(token);
            });
        }
        client.sendText(SocketServer.frame("play", ""));
        assertThat(client.next("error").path("message").asText()).contains("Only the host");

        server.pass(Duration.ofSeconds(29), client);
        server.pass(SECOND);
        assertSentAway(client, 4001, "token_expired", /* isReconnectWelcome= */ false);
    }

    @Test
    void a_silent_peer_is_pinged_and_then_given_up() throws Exception {
        RawSocket silent = server.client(Parties.VIEWER);
        server.pass(Liveness.SILENCE_MAX.minus(SECOND));
        assertThat(server.connections()).isEqualTo(1);

        server.pass(SECOND);

        server.awaitConnections(0);
        assertThat(silent.readToEnd().stream().filter(frame -> frame.opcode() == RawSocket.PING))
                .hasSize(2)
                .allSatisfy(frame -> assertThat(frame.payload()).hasSize(8));
        assertThat(Liveness.SILENCE_MAX).isLessThanOrEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void connections_are_looked_after_while_all_workers_wait_for_the_store() throws Exception {
        RawSocket client = server.client(Parties.VIEWER);
        server.workers.awaitIdle();
        CompletableFuture<Void> answer = new CompletableFuture<>();
        for (int worker = 1; worker <= CountingWorkers.THREADS; worker++) {
            server.workers.execute(answer::join);
        }

        for (int second = 1; second <= 5; second++) {
            server.timers.advance(SECOND);
        }

        assertThat(client.read().opcode()).isEqualTo(RawSocket.PING);
        answer.complete(null);
    }

    private static RawSocket.Incoming nextPing(RawSocket client) throws IOException {
        while (true) {
            RawSocket.Incoming frame = client.read();
            if (frame.opcode() == RawSocket.PING) return frame;
        }
    }

    @Test
    void a_peer_that_answers_pings_stays_and_its_delay_is_known() throws Exception {
        RawSocket host = server.client(Parties.HOST);
        Duration roundTrip = Duration.ofMillis(200);
        server.clock.advance(roundTrip);
        for (int round = 1; round <= 6; round++) {
            server.pass(Liveness.PING_INTERVAL.minus(roundTrip)); // Pings leave at whole seconds.
            RawSocket.Incoming ping = nextPing(host);
            server.clock.advance(roundTrip);
            host.send(RawSocket.FIN | RawSocket.PONG, ping.payload());
            host.beHeard();
        }
        assertThat(server.connections()).isEqualTo(1);

        // A start is told twice the time ahead that it takes to the slowest.
        server.answersTo(host, SocketServer.frame("seek", ",\"position\":1"));
        host.sendText(SocketServer.frame("play", ""));
        JsonNode play = host.next("play");
        assertThat(play.path("effective_at_ms").asLong()
                        - play.path("server_time_ms").asLong())
                .isEqualTo(200);
    }

    @Test
    void a_pong_of_the_clients_own_making_measures_nothing() throws Exception {
        RawSocket host = server.client(Parties.HOST);
        for (long forged : List.of(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE)) {
            host.send(
                    RawSocket.FIN | RawSocket.PONG,
                    ByteBuffer.allocate(8).putLong(forged).array());
        }
        host.send(RawSocket.FIN | RawSocket.PONG, new byte[7]);
        server.clock.advance(Duration.ofSeconds(5));
        server.answersTo(host, SocketServer.frame("seek", ",\"position\":1"));

        host.sendText(SocketServer.frame("play", ""));

        JsonNode play = host.next("play");
        assertThat(play.path("effective_at_ms").asLong()
                        - play.path("server_time_ms").asLong())
                .isEqualTo(Parties.LEAD.toMillis());
    }

    @Test
    void leaving_closes_all_connections_of_that_person_and_of_nobody_else() throws Exception {
        RawSocket host = server.client(Parties.HOST);
        RawSocket one = server.client(Parties.VIEWER);
        RawSocket other = server.client(Parties.VIEWER);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port()
                        + "/api/v1/watch-parties/" + Parties.PARTY.value() + "/leave"))
                .header("Authorization", "Bearer " + server.token(Parties.VIEWER))
                .DELETE()
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertSentAway(one, 1000, "left", /* isReconnectWelcome= */ false);
        assertSentAway(other, 1000, "left", /* isReconnectWelcome= */ false);
        assertThat(host.next("participant-left").path("user_id").asText())
                .isEqualTo(Parties.VIEWER.user().value().toString());
        assertThat(server.upToNow(host)).isEmpty();
        server.awaitConnections(1);
    }

    @Test
    void a_party_that_ends_closes_everybodys_connection() throws Exception {
        List<RawSocket> clients = List.of(
                server.client(Parties.HOST),
                server.client(Parties.CO_HOST),
                server.client(Parties.VIEWER),
                server.oldClient(Parties.VIEWER));

        server.command(new End(Parties.HOST.user()));

        for (RawSocket client : clients) {
            assertThat(client.next("party-ended").path("is_playing").asBoolean())
                    .isFalse();
            assertSentAway(client, 4004, "party_ended", /* isReconnectWelcome= */ false);
        }
        server.awaitConnections(0);
    }

    @Test
    void a_server_that_stops_asks_everybody_back() throws Exception {
        RawSocket host = server.client(Parties.HOST);

        server.sockets.close();

        assertSentAway(host, 1012, "restart", /* isReconnectWelcome= */ true);
    }

    @Test
    void a_person_may_have_many_connections() throws Exception {
        List<RawSocket> windows = new ArrayList<>();
        for (int number = 1; number <= 10; number++) {
            windows.add(server.client(Parties.VIEWER));
        }
        RawSocket host = server.client(Parties.HOST);

        host.sendText(SocketServer.frame("play", ""));

        for (RawSocket window : windows) {
            assertThat(window.next("play").path("version").asLong()).isEqualTo(11);
        }
    }

    @Test
    void the_late_close_of_a_stale_connection_does_not_touch_a_newer_one() throws Exception {
        server.command(new Leave(Parties.CO_HOST.user()));
        RawSocket host = server.client(Parties.HOST);
        RawSocket stale = server.client(Parties.VIEWER);
        RawSocket newer = server.client(Parties.VIEWER);

        stale.close();
        server.awaitConnections(2);
        server.pass(Duration.ofSeconds(30), host, newer);

        host.sendText(SocketServer.frame("play", ""));
        assertThat(newer.next("play").path("version").asLong()).isEqualTo(12);
        assertThat(type(host.next())).isEqualTo("play");
    }

    @Test
    void a_link_that_flaps_is_invisible() throws Exception {
        server.command(new Leave(Parties.CO_HOST.user()));
        RawSocket host = server.client(Parties.HOST);
        for (int flap = 1; flap <= 5; flap++) {
            RawSocket viewer = server.client(Parties.VIEWER);
            viewer.close();
            server.awaitConnections(1);
            server.pass(Duration.ofSeconds(9), host);
        }

        assertThat(server.upToNow(host)).isEmpty();
        server.pass(Duration.ofSeconds(2), host);
        JsonNode left = host.next();
        assertThat(type(left)).isEqualTo("participant-left");
        assertThat(left.path("user_id").asText())
                .isEqualTo(Parties.VIEWER.user().value().toString());
        assertThat(left.path("participant").path("display_name").asText()).isEqualTo("Cleo");
        assertThat(left.path("reason").asText()).isEqualTo("absent");
    }

    /** Says something long to everybody, and waits until it is durable. */
    private void say(int number) {
        server.command(new ChatCommand.Say(
                Parties.HOST.user(),
                new MessageId(new UUID(1, number)),
                new ChatText("\uD83D\uDE00".repeat(ChatText.CHARACTERS_MAX))));
    }

    private RawSocket clientThatReadsLittle(Participant participant) throws IOException {
        return RawSocket.exchange(
                server.port(),
                4_096,
                RawSocket.request(SocketServer.path(Parties.PARTY), SocketServer.bearer(server.token(participant))));
    }

    private boolean isTooSlow() {
        return server.meters
                        .counter("watchparty.connections.closed", "reason", "too_slow")
                        .count()
                > 0;
    }

    /** Talks until the reader that does not read is given up; {@code reader} hears it all. */
    private int talkUntilGivenUp(RawSocket reader) throws IOException {
        int number = 0;
        while (!isTooSlow()) {
            say(++number);
            assertThat(number).isLessThan(10_000);
            assertThat(reader.next("chat_message").path("version").asInt()).isEqualTo(10 + number);
        }
        return number;
    }

    @Test
    void a_reader_that_stops_reading_is_given_up_while_others_hear_everything() throws Exception {
        RawSocket reader = server.client(Parties.HOST);
        try (RawSocket stalled = clientThatReadsLittle(Parties.VIEWER)) {
            int said = talkUntilGivenUp(reader);
            for (int number = said + 1; number <= said + 100; number++) {
                say(number);
                assertThat(reader.next("chat_message").path("version").asInt()).isEqualTo(10 + number);
            }

            server.pass(Duration.ofSeconds(6), reader);

            server.awaitConnections(1);
            assertThat(stalled.isOpen()).isTrue();
            assertThat(server.meters
                            .counter("watchparty.connections.closed", "reason", "too_slow")
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void a_reader_that_was_given_up_hears_why_and_comes_back_by_its_version() throws Exception {
        RawSocket reader = server.client(Parties.HOST);
        try (RawSocket slow = clientThatReadsLittle(Parties.VIEWER)) {
            int said = talkUntilGivenUp(reader);

            int heard = 0;
            RawSocket.Incoming frame = slow.read();
            while (frame.opcode() == RawSocket.TEXT) {
                heard = frame.json().path("version").asInt();
                frame = slow.read();
            }
            assertThat(frame.opcode()).isEqualTo(RawSocket.CLOSE);
            assertThat(frame.closeCode()).isEqualTo(4008);
            assertThat(heard).isBetween(11, 10 + said);

            int since = Math.max(heard, 10 + said - 20); // What is older was forgotten.
            RawSocket back = server.open(
                    SocketServer.path(Parties.PARTY) + "?since=" + since,
                    SocketServer.bearer(server.token(Parties.VIEWER)));
            for (int version = since + 1; version <= 10 + said; version++) {
                assertThat(back.next("chat_message").path("version").asInt()).isEqualTo(version);
            }
        }
    }

    /** A network that takes what it is given and never says so. */
    private static final class StuckLine implements PartyConnection.Line, Wire {

        private final Outbox outbox = new Outbox(this, () -> {});
        private final List<String> sent = new ArrayList<>();
        private final List<Integer> closes = new ArrayList<>();

        @Override
        public boolean take(ByteBuffer bytes) {
            return false;
        }

        @Override
        public void takeLater(ByteBuffer rest, Runnable whenTaken) {
            sent.add(Frames.payload(rest));
        }

        @Override
        public void lost(IOException cause) {
            throw new AssertionError(cause);
        }

        @Override
        public Outbox outbox() {
            return outbox;
        }

        @Override
        public void close(int code, String reason) {
            closes.add(code);
        }

        @Override
        public Optional<Duration> oneWayDelay() {
            return Optional.empty();
        }
    }

    @Test
    void whoever_takes_nothing_any_more_is_closed_all_the_same_and_not_obeyed_meanwhile() throws Exception {
        StuckLine line = new StuckLine();
        Identity identity = new Identity(
                Parties.HOST.user(),
                Parties.HOST.profile(),
                server.clock.instant().plus(SECOND));
        PartyConnection connection = new PartyConnection(
                Parties.PARTY, identity, server.world, new SocketMeters(new SimpleMeterRegistry(), List.of()), line);
        connection.receivedBinary(() -> {}); // Its answer is stuck.
        connection.checkToken(identity.expiresAt());
        assertThat(line.closes).isEmpty();

        List<String> done = new ArrayList<>();
        connection.received(
                Frames.utf8(SocketServer.frame("play", "")), server.clock.instant(), () -> done.add("play"));
        server.workers.awaitIdle();
        assertThat(done).containsExactly("play");
        assertThat(server.party().timeline().isPlaying()).isFalse();

        server.pass(Duration.ofSeconds(5));
        assertThat(line.closes).containsExactly(4001);
        assertThat(line.sent).hasSize(1);
    }

    @Test
    void a_failure_of_the_servers_own_ends_the_connection_instead_of_leaving_it_deaf() throws Exception {
        RawSocket client = server.client(Parties.VIEWER);
        RawSocket other = server.client(Parties.HOST);
        server.fine = () -> {
            throw new IllegalStateException("broken on purpose");
        };

        client.sendText(SocketServer.frame("sync-request", ""));

        assertThat(client.nextClose().closeCode()).isEqualTo(1011);
        client.readToEnd();
        server.fine = server.clock;
        server.pass(Duration.ofSeconds(5)); // This client does not hang up itself.
        server.awaitConnections(1);
        other.sendText(SocketServer.frame("play", ""));
        assertThat(other.next("play").path("version").asLong()).isEqualTo(11);
    }

    @Test
    void connections_that_come_and_go_leave_nothing_behind() throws Exception {
        for (int round = 1; round <= 300; round++) {
            RawSocket client = server.oldClient(Parties.VIEWER);
            if (round % 3 == 0) client.sendText(SocketServer.frame("sync-request", ""));
            if (round % 3 == 1) client.sendClose(1000);
            client.close();
        }

        server.awaitConnections(0);
        server.pass(Duration.ofSeconds(30));
        assertThat(server.timers.waiting()).isEqualTo(1);
    }

    @Test
    void clients_that_hang_up_during_the_upgrade_leave_nothing_behind() throws Exception {
        byte[] request = RawSocket.bytes(
                RawSocket.request(SocketServer.path(Parties.PARTY), SocketServer.bearer(server.token(Parties.VIEWER))));
        for (int round = 1; round <= 500; round++) {
            RawSocket.sendAndReset(server.port(), request);
        }

        server.awaitConnections(0);
        assertThat(server.client(Parties.VIEWER).isOpen()).isTrue();
    }

    @Test
    void who_left_elsewhere_is_not_in_the_way_of_who_stays() throws Exception {
        RawSocket host = server.client(Parties.HOST);
        server.client(Parties.VIEWER);

        server.command(new Leave(Parties.VIEWER.user()));
        host.next("participant-left");
        host.sendText(SocketServer.frame("play", ""));

        assertThat(host.next("play").path("version").asLong()).isEqualTo(12);
    }
}
