package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.party.ChatCommand;
import dev.watchparty.domain.party.MembershipCommand.Leave;
import dev.watchparty.domain.party.Parties;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.playback.Position;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients ask, and what they and the others are told. */
class TalkingTest {

    private final SocketServer server = new SocketServer();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static String type(JsonNode event) {
        return event.path("type").asText();
    }

    private static String command(String type, String id, String more) {
        return SocketServer.frame(type, ",\"command_id\":\"" + id + "\"" + more);
    }

    @Test
    void an_old_client_is_told_nothing_until_it_asks() throws Exception {
        RawSocket client = server.oldClient(Parties.VIEWER);

        assertThat(server.upToNow(client)).isEmpty();
    }

    @Test
    void a_sync_request_is_answered_to_its_sender_alone() throws Exception {
        RawSocket host = server.oldClient(Parties.HOST);
        RawSocket viewer = server.oldClient(Parties.VIEWER);

        viewer.sendText(SocketServer.frame("sync-request", ""));

        JsonNode sync = viewer.next();
        assertThat(type(sync)).isEqualTo("sync");
        assertThat(sync.path("version").asLong()).isEqualTo(10);
        assertThat(sync.path("clip_id").asText())
                .isEqualTo(Parties.FILM.id().value().toString());
        assertThat(server.upToNow(host)).isEmpty();
    }

    @Test
    void a_snapshot_tells_everything_and_who_you_are() throws IOException {
        server.client(Parties.HOST);

        RawSocket viewer = server.open(
                SocketServer.path(Parties.PARTY),
                SocketServer.bearer(server.token(Parties.VIEWER)),
                "Sec-WebSocket-Protocol: watchparty.v2");

        JsonNode snapshot = viewer.next();
        assertThat(type(snapshot)).isEqualTo("snapshot");
        assertThat(snapshot.path("party").path("participants"))
                .hasSize(3)
                .allSatisfy(
                        participant -> assertThat(participant.path("connected").asBoolean())
                                .isEqualTo(!participant.path("role").asText().equals("co-host")));
        assertThat(snapshot.path("playlist")).hasSize(3);
        assertThat(snapshot.path("you").path("user_id").asText())
                .isEqualTo(Parties.VIEWER.user().value().toString());
        assertThat(snapshot.path("you").path("role").asText()).isEqualTo("viewer");
    }

    @Test
    void a_command_is_told_to_everybody_and_acked_to_its_sender() throws Exception {
        RawSocket host = server.client(Parties.HOST);
        RawSocket viewer = server.client(Parties.VIEWER);

        host.sendText(command("play", "a1", ""));

        JsonNode seen = viewer.next("play");
        assertThat(seen.path("version").asLong()).isEqualTo(11);
        assertThat(seen.path("is_playing").asBoolean()).isTrue();
        assertThat(seen.path("actor").asText())
                .isEqualTo(Parties.HOST.user().value().toString());
        assertThat(seen.path("effective_at_ms").asLong())
                .isEqualTo(Parties.NOON.plus(Parties.LEAD).toEpochMilli());
        List<JsonNode> told = List.of(host.next(), host.next());
        assertThat(told).contains(seen);
        assertThat(told).anySatisfy(ack -> {
            assertThat(type(ack)).isEqualTo("ack");
            assertThat(ack.path("command_id").asText()).isEqualTo("a1");
            assertThat(ack.path("version").asLong()).isEqualTo(11);
        });
        assertThat(server.upToNow(viewer)).isEmpty();
    }

    @Test
    void a_command_without_an_id_is_not_acked() throws Exception {
        RawSocket host = server.client(Parties.HOST);

        host.sendText(SocketServer.frame("play", ""));

        assertThat(type(host.next())).isEqualTo("play");
        assertThat(server.upToNow(host)).isEmpty();
    }

    @Test
    void forty_minutes_of_play_and_a_pause_are_forty_minutes() throws Exception {
        RawSocket host = server.client(Parties.HOST);
        host.sendText(SocketServer.frame("play", ""));
        host.next("play");
        server.clock.advance(Parties.LEAD);
        server.clock.advance(Duration.ofMinutes(40));

        host.sendText(SocketServer.frame("pause", ""));

        assertThat(host.next("pause").path("position").asText()).isEqualTo("2400");
    }

    @Test
    void a_seek_keeps_playing_and_a_skip_goes_to_the_start_of_the_next() throws IOException {
        RawSocket coHost = server.client(Parties.CO_HOST);

        coHost.sendText(SocketServer.frame("seek", ",\"position\":61.5"));
        JsonNode paused = coHost.next("seek");
        coHost.sendText(SocketServer.frame("skip", ""));
        JsonNode skipped = coHost.next("skip");
        coHost.sendText(SocketServer.frame("seek", ",\"position\":5"));
        JsonNode playing = coHost.next("seek");

        assertThat(paused.path("is_playing").asBoolean()).isFalse();
        assertThat(paused.path("position").asDouble()).isEqualTo(61.5);
        assertThat(skipped.path("clip_id").asText())
                .isEqualTo(Parties.EPISODE.id().value().toString());
        assertThat(skipped.path("is_playing").asBoolean()).isTrue();
        assertThat(skipped.path("position").asInt()).isZero();
        assertThat(playing.path("is_playing").asBoolean()).isTrue();
        assertThat(playing.path("position").asInt()).isEqualTo(5);
    }

    static Stream<Arguments> refused_commands() {
        return Stream.of(
                Arguments.of("viewer", command("play", "a1", ""), "UNAUTHORIZED_COMMAND"),
                Arguments.of("viewer", command("pause", "a1", ""), "UNAUTHORIZED_COMMAND"),
                Arguments.of("viewer", command("seek", "a1", ",\"position\":5"), "UNAUTHORIZED_COMMAND"),
                Arguments.of("viewer", command("skip", "a1", ""), "UNAUTHORIZED_COMMAND"),
                Arguments.of("host", command("seek", "a1", ",\"position\":99999"), "INVALID_COMMAND"),
                Arguments.of("host", command("seek", "a1", ",\"position\":-1"), "INVALID_COMMAND"),
                Arguments.of("host", command("seek", "a1", ""), "INVALID_COMMAND"),
                Arguments.of(
                        "host", command("skip", "a1", ",\"clip_id\":\"" + new UUID(1, 1) + "\""), "INVALID_COMMAND"),
                Arguments.of("host", command("dance", "a1", ""), "INVALID_COMMAND"),
                Arguments.of("host", command("chat", "a1", ",\"message\":\"\""), "INVALID_COMMAND"),
                Arguments.of(
                        "host",
                        "{\"type\":\"play\",\"command_id\":\"a1\",\"party_id\":\"" + new UUID(1, 1) + "\"}",
                        "INVALID_COMMAND"));
    }

    @ParameterizedTest
    @MethodSource("refused_commands")
    void a_command_that_is_refused_is_answered_to_its_sender_alone(String who, String text, String code)
            throws Exception {
        RawSocket other = server.client(Parties.CO_HOST);
        RawSocket client = server.client(who.equals("host") ? Parties.HOST : Parties.VIEWER);

        client.sendText(text);

        JsonNode error = client.next();
        assertThat(type(error)).isEqualTo("error");
        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(error.path("message").asText()).isNotEmpty();
        assertThat(error.path("command_id").asText()).isEqualTo("a1");
        assertThat(server.upToNow(other)).isEmpty();
        assertThat(server.version()).isEqualTo(Parties.pausedAt(Position.START).version());
    }

    @Test
    void a_refusal_names_no_command_where_none_was_named() throws IOException {
        RawSocket viewer = server.client(Parties.VIEWER);

        viewer.sendText(SocketServer.frame("play", ""));

        assertThat(viewer.next("error").has("command_id")).isFalse();
    }

    @Test
    void rights_are_those_of_the_present() throws IOException {
        RawSocket viewer = server.client(Parties.VIEWER);
        viewer.sendText(SocketServer.frame("play", ""));
        assertThat(viewer.next().path("code").asText()).isEqualTo("UNAUTHORIZED_COMMAND");

        server.command(new Leave(Parties.HOST.user()));
        server.command(new Leave(Parties.CO_HOST.user()));
        viewer.next("host-changed");
        viewer.next("host-changed");
        viewer.sendText(SocketServer.frame("play", ""));

        assertThat(viewer.next("play").path("is_playing").asBoolean()).isTrue();
    }

    @Test
    void the_same_command_is_done_once_and_acked_with_its_first_version() throws IOException {
        RawSocket host = server.client(Parties.HOST);
        host.sendText(command("seek", "a1", ",\"position\":5"));
        assertThat(host.next("ack").path("version").asLong()).isEqualTo(11);
        host.sendText(command("seek", "a2", ",\"position\":6"));
        assertThat(host.next("ack").path("version").asLong()).isEqualTo(12);

        RawSocket again = server.client(Parties.HOST);
        again.sendText(command("seek", "a1", ",\"position\":5"));

        assertThat(again.next("ack").path("version").asLong()).isEqualTo(11);
        assertThat(server.version().value()).isEqualTo(12);
        assertThat(server.party().positionAt(server.clock.instant())).isEqualTo(new Position(6_000));
    }

    @Test
    void one_persons_command_id_is_not_anothers() throws IOException {
        RawSocket host = server.client(Parties.HOST);
        RawSocket coHost = server.client(Parties.CO_HOST);

        host.sendText(command("seek", "a1", ",\"position\":5"));
        host.next("ack");
        coHost.sendText(command("seek", "a1", ",\"position\":6"));

        assertThat(coHost.next("ack").path("version").asLong()).isEqualTo(12);
    }

    @Test
    void nobody_is_told_before_it_is_durable() throws IOException {
        RawSocket host = server.client(Parties.HOST);
        CountDownLatch write = server.store.holdWrites();

        host.sendText(command("play", "a1", ""));

        host.sendText("{\"type\":\"clock\",\"t0\":1}");
        assertThat(type(host.next())).isEqualTo("clock");
        write.countDown();
        assertThat(List.of(type(host.next()), type(host.next()))).containsExactlyInAnyOrder("play", "ack");
    }

    @Test
    void a_store_that_is_away_is_told_as_such_and_the_connection_stays() throws IOException {
        RawSocket host = server.client(Parties.HOST);
        server.store.goAway();
        host.sendText(command("play", "a1", ""));

        JsonNode error = host.next();
        assertThat(error.path("code").asText()).isEqualTo("UNAVAILABLE");
        assertThat(error.path("command_id").asText()).isEqualTo("a1");
        assertThat(error.path("retry_after").asInt()).isEqualTo(1);

        server.store.comeBack();
        host.sendText(command("play", "a1", ""));
        assertThat(host.next("ack").path("version").asLong()).isEqualTo(11);
    }

    @Test
    void many_commands_at_once_are_all_answered_in_order() throws IOException {
        RawSocket host = server.client(Parties.HOST);
        CountDownLatch write = server.store.holdWrites();
        for (int number = 1; number <= 200; number++) {
            host.sendText(command("seek", "a" + number, ",\"position\":" + number));
        }

        write.countDown();

        for (int number = 1; number <= 200; number++) {
            JsonNode ack = host.next("ack");
            assertThat(ack.path("command_id").asText()).isEqualTo("a" + number);
            assertThat(ack.path("version").asLong()).isEqualTo(10 + number);
        }
    }

    @Test
    void whoever_sends_too_much_is_read_in_the_next_second() throws Exception {
        RawSocket viewer = server.client(Parties.VIEWER);
        int before = server.timers.waiting();
        for (int number = 1; number <= FrameQuota.PER_SECOND_MAX + 50; number++) {
            viewer.send(RawSocket.FIN | RawSocket.PONG, new byte[0]);
        }
        viewer.sendText("{\"type\":\"clock\",\"t0\":1}");
        await().until(() -> server.timers.waiting() > before);

        server.pass(Duration.ofSeconds(1));

        assertThat(viewer.next("clock").path("t2").asLong())
                .isEqualTo(Parties.NOON.plusSeconds(1).toEpochMilli());
    }

    @Test
    void a_chat_message_is_told_to_everybody_with_the_running_position() throws IOException {
        RawSocket host = server.client(Parties.HOST);
        RawSocket viewer = server.client(Parties.VIEWER);
        host.sendText(SocketServer.frame("play", ""));
        viewer.next("play");
        server.clock.advance(Parties.LEAD);
        server.clock.advance(Duration.ofMillis(1_200));

        viewer.sendText(command("chat", "a1", ",\"message\":\" hi \""));

        JsonNode event = host.next("chat_message");
        assertThat(event.path("position").asDouble()).isEqualTo(1.2);
        assertThat(event.path("is_playing").asBoolean()).isTrue();
        JsonNode message = event.path("chat_message");
        assertThat(message.path("message").asText()).isEqualTo("hi");
        assertThat(message.path("username").asText()).isEqualTo("cleo");
        assertThat(message.path("created_at").asText()).isEqualTo("2026-01-01T12:00:01.350Z");
        assertThat(viewer.next("ack").path("version").asLong()).isEqualTo(12);
    }

    @Test
    void ten_messages_a_minute_are_welcome_and_the_eleventh_has_to_wait() throws Exception {
        RawSocket one = server.client(Parties.VIEWER);
        RawSocket other = server.client(Parties.VIEWER);
        for (int number = 1; number <= 5; number++) {
            one.sendText(command("chat", "a" + number, ",\"message\":\"hi\""));
            one.next("ack");
            other.sendText(command("chat", "b" + number, ",\"message\":\"hi\""));
            other.next("ack");
        }

        one.sendText(command("chat", "a6", ",\"message\":\"hi\""));

        JsonNode error = one.next("error");
        assertThat(error.path("code").asText()).isEqualTo("RATE_LIMITED");
        assertThat(error.path("command_id").asText()).isEqualTo("a6");
        assertThat(error.path("retry_after").asInt()).isEqualTo(6);
        server.pass(Duration.ofSeconds(6), one, other);
        one.sendText(command("chat", "a6", ",\"message\":\"hi\""));
        assertThat(one.next("ack").path("version").asLong()).isEqualTo(21);
    }

    @Test
    void everybody_sees_the_same_things_in_the_same_order() throws IOException {
        RawSocket host = server.client(Parties.HOST);
        RawSocket coHost = server.client(Parties.CO_HOST);
        for (int number = 1; number <= 50; number++) {
            host.sendText(SocketServer.frame("seek", ",\"position\":" + number));
            coHost.sendText(SocketServer.frame("seek", ",\"position\":" + (1_000 + number)));
        }

        List<JsonNode> byHost = new ArrayList<>();
        List<JsonNode> byCoHost = new ArrayList<>();
        for (int number = 1; number <= 100; number++) {
            byHost.add(host.next("seek"));
            byCoHost.add(coHost.next("seek"));
        }

        assertThat(byHost).isEqualTo(byCoHost);
        assertThat(byHost.stream().map(event -> event.path("version").asInt()))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(11, 110).boxed().toList());
    }

    @Test
    void a_clock_exchange_gives_back_the_clients_time_beside_the_servers() throws IOException {
        RawSocket viewer = server.client(Parties.VIEWER);

        viewer.sendText("{\"type\":\"clock\",\"t0\":-12.625}");

        JsonNode clock = viewer.next();
        assertThat(clock.path("t0").asDouble()).isEqualTo(-12.625);
        assertThat(clock.path("t1").asLong()).isEqualTo(Parties.NOON.toEpochMilli());
        assertThat(clock.path("t2").asLong()).isEqualTo(Parties.NOON.toEpochMilli());
    }

    /** Lets the party have versions 11 to {@code last}, every one of them a chat message. */
    private void chatUpTo(long last) {
        for (long version = server.version().value() + 1; version <= last; version++) {
            server.command(new ChatCommand.Say(
                    Parties.HOST.user(), new MessageId(new UUID(1, version)), new ChatText("hi " + version)));
        }
    }

    private RawSocket comeBack(String since) throws IOException {
        return server.open(
                SocketServer.path(Parties.PARTY) + "?since=" + since,
                SocketServer.bearer(server.token(Parties.VIEWER)),
                "Sec-WebSocket-Protocol: watchparty.v2");
    }

    private RawSocket comeBackAsOldClient(String since) throws IOException {
        return server.open(
                SocketServer.path(Parties.PARTY) + "?since=" + since,
                SocketServer.bearer(server.token(Parties.VIEWER)));
    }

    @Test
    void whoever_comes_back_is_told_exactly_what_they_missed() throws Exception {
        server.client(Parties.HOST);
        chatUpTo(30);

        for (RawSocket back : List.of(comeBack("20"), comeBackAsOldClient("20"))) {
            List<JsonNode> missed = server.upToNow(back);

            assertThat(missed.stream().map(event -> event.path("version").asInt()))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(21, 30).boxed().toList());
            assertThat(missed).allSatisfy(event -> assertThat(type(event)).isEqualTo("chat_message"));
        }
    }

    @Test
    void whoever_missed_nothing_or_too_much_gets_the_whole_once() throws Exception {
        server.client(Parties.HOST);
        chatUpTo(300);

        for (String since : List.of("300", "301", "999999999999", "0", "9", "10", "100")) {
            assertThat(server.upToNow(comeBack(since)).stream().map(TalkingTest::type))
                    .as(since)
                    .containsExactly("snapshot");
            assertThat(server.upToNow(comeBackAsOldClient(since)).stream().map(TalkingTest::type))
                    .as(since)
                    .containsExactly("sync");
        }
    }

    @Test
    void a_sync_request_with_a_version_is_answered_with_what_came_after() throws Exception {
        RawSocket host = server.client(Parties.HOST);
        chatUpTo(15);
        server.upToNow(host);

        assertThat(server.answersTo(host, SocketServer.frame("sync-request", ",\"since\":12")).stream()
                        .map(event -> event.path("version").asInt()))
                .containsExactly(13, 14, 15);
        assertThat(server.answersTo(host, SocketServer.frame("sync-request", ",\"since\":15")).stream()
                        .map(TalkingTest::type))
                .containsExactly("sync");
        assertThat(server.answersTo(host, SocketServer.frame("sync-request", ",\"since\":2")).stream()
                        .map(TalkingTest::type))
                .containsExactly("sync");
    }

    @Test
    void nothing_is_lost_between_a_resume_and_what_happens_next() throws IOException {
        server.client(Parties.HOST);
        chatUpTo(20);
        RawSocket back = comeBack("10");
        server.command(new Seek(Parties.HOST.user(), new Position(5_000), Parties.LEAD));

        for (int version = 11; version <= 21; version++) {
            assertThat(back.next().path("version").asInt()).isEqualTo(version);
        }
    }
}
