package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.Voice;
import dev.watchparty.domain.party.ChatCommand;
import dev.watchparty.domain.party.ModerationCommand.SetVoice;
import dev.watchparty.domain.party.Parties;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reactions, typing, and what becomes of messages. */
class SpeakingTest {

    private static final MessageId MESSAGE = new MessageId(new UUID(1, 1));

    private final SocketServer server = new SocketServer();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static String command(String type, String id, String more) {
        return SocketServer.frame(type, ",\"command_id\":\"" + id + "\"" + more);
    }

    private static String typing(boolean isTyping) {
        return SocketServer.frame("typing", ",\"is_typing\":" + isTyping);
    }

    private static String delete(String id, MessageId message) {
        return command("delete-message", id, ",\"message_id\":\"" + message.value() + "\"");
    }

    private void hostSays(String text) {
        server.command(new ChatCommand.Say(Parties.HOST.user(), MESSAGE, new ChatText(text)));
    }

    @Test
    void a_reaction_is_told_to_everybody_where_it_was_seen() throws IOException {
        RawSocket host = server.client(Parties.HOST);
        RawSocket viewer = server.client(Parties.VIEWER);

        viewer.sendText(command("reaction", "a1", ",\"emoji\":\"\uD83D\uDE02\",\"video_timestamp\":7.25"));

        JsonNode reaction = host.next("reaction").path("reaction");
        assertThat(reaction.path("emoji").asText()).isEqualTo("\uD83D\uDE02");
        assertThat(reaction.path("video_timestamp").asDouble()).isEqualTo(7.25);
        assertThat(reaction.path("username").asText()).isEqualTo("cleo");
        assertThat(viewer.next("ack").path("version").asLong()).isEqualTo(11);
    }

    @Test
    void typing_is_told_now_and_then_and_its_end_once() throws Exception {
        RawSocket host = server.client(Parties.HOST);
        RawSocket viewer = server.client(Parties.VIEWER);

        for (int key = 1; key <= 5; key++) {
            viewer.sendText(typing(true));
        }
        viewer.sendText(typing(false));
        viewer.sendText(typing(false));
        server.upToNow(viewer);

        assertThat(server.upToNow(host))
                .extracting(event -> event.path("is_typing").asBoolean())
                .containsExactly(true, false);
        assertThat(server.version().value()).as("nothing is stored").isEqualTo(10);
        server.pass(TypingSigns.INTERVAL, host, viewer);
        viewer.sendText(typing(true));
        assertThat(host.next("typing").path("user_id").asText())
                .isEqualTo(Parties.VIEWER.user().value().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat\",\"message\":\"hi",
                "reaction\",\"emoji\":\"x",
                "typing\",\"is_typing\":true,\"x\":\"",
            })
    void whoever_is_muted_is_told_so(String typeAndMore) throws Exception {
        RawSocket host = server.client(Parties.HOST);
        RawSocket viewer = server.client(Parties.VIEWER);
        server.command(new SetVoice(Parties.HOST.user(), Parties.VIEWER.user(), Voice.MUTED));
        host.next("participant-muted");
        viewer.next("participant-muted");

        viewer.sendText("{\"command_id\":\"a1\",\"party_id\":\"" + Parties.PARTY.value() + "\",\"type\":\""
                + typeAndMore + "\"}");

        JsonNode error = viewer.next();
        assertThat(error.path("code").asText()).isEqualTo("UNAUTHORIZED_COMMAND");
        assertThat(error.path("message").asText()).startsWith("You are muted");
        assertThat(error.path("command_id").asText()).isEqualTo("a1");
        assertThat(server.upToNow(host)).isEmpty();
    }

    @Test
    void a_message_is_deleted_for_everybody_and_for_whoever_comes_after() throws IOException {
        RawSocket viewer = server.client(Parties.VIEWER);
        RawSocket host = server.client(Parties.HOST);
        hostSays("oops");
        assertThat(snapshotMessages()).containsExactly("oops");

        host.sendText(delete("a1", MESSAGE));

        assertThat(viewer.next("message-deleted").path("message_id").asText())
                .isEqualTo(MESSAGE.value().toString());
        assertThat(host.next("ack").path("version").asLong()).isEqualTo(12);
        assertThat(snapshotMessages()).isEmpty();
        host.sendText(delete("a1", MESSAGE));
        assertThat(host.next("ack").path("version").asLong()).isEqualTo(12);
    }

    private List<String> snapshotMessages() throws IOException {
        RawSocket client = server.open(
                SocketServer.path(Parties.PARTY),
                SocketServer.bearer(server.token(Parties.CO_HOST)),
                "Sec-WebSocket-Protocol: watchparty.v2");
        return client.next("snapshot").path("messages").findValuesAsText("message");
    }

    @Test
    void what_others_said_is_not_a_viewers_to_delete() throws IOException {
        RawSocket viewer = server.client(Parties.VIEWER);
        hostSays("stays");

        viewer.sendText(delete("a1", MESSAGE));
        JsonNode refusal = viewer.next("error");
        viewer.sendText(delete("a2", new MessageId(new UUID(2, 2))));
        JsonNode unknown = viewer.next("error");

        assertThat(refusal.path("code").asText()).isEqualTo("UNAUTHORIZED_COMMAND");
        assertThat(refusal.path("command_id").asText()).isEqualTo("a1");
        assertThat(unknown.path("code").asText()).isEqualTo("INVALID_COMMAND");
        assertThat(unknown.path("command_id").asText()).isEqualTo("a2");
    }

    @Test
    void a_deletion_that_the_store_cannot_do_is_answered() throws IOException {
        RawSocket host = server.client(Parties.HOST);
        hostSays("oops");
        server.store.goAway();

        host.sendText(delete("a1", MESSAGE));

        JsonNode error = host.next("error");
        assertThat(error.path("code").asText()).isEqualTo("UNAVAILABLE");
        assertThat(error.path("command_id").asText()).isEqualTo("a1");
    }

    @Test
    void a_status_is_told_once_a_second_to_everybody() throws Exception {
        RawSocket host = server.client(Parties.HOST);
        RawSocket viewer = server.client(Parties.VIEWER);

        viewer.sendText(SocketServer.frame("status", ",\"buffering\":true,\"offset_ms\":-12,\"rtt_ms\":38"));
        JsonNode told = host.next("participant-status").path("participants").path(0);
        viewer.sendText(SocketServer.frame("status", ",\"hidden\":true"));
        viewer.sendText(SocketServer.frame("status", ",\"buffering\":false"));
        server.upToNow(viewer);
        assertThat(server.upToNow(host)).isEmpty();
        server.pass(Duration.ofSeconds(1), host, viewer);

        assertThat(told.path("user_id").asText())
                .isEqualTo(Parties.VIEWER.user().value().toString());
        assertThat(told.path("buffering").asBoolean()).isTrue();
        assertThat(told.path("hidden").asBoolean()).isFalse();
        assertThat(told.path("offset_ms").asInt()).isEqualTo(-12);
        assertThat(told.path("rtt_ms").asInt()).isEqualTo(38);
        JsonNode later = host.next("participant-status").path("participants").path(0);
        assertThat(later.path("buffering").asBoolean()).isFalse();
        assertThat(later.path("hidden").asBoolean()).isTrue();
        assertThat(later.path("offset_ms").asInt()).as("as it was").isEqualTo(-12);
    }

    @Test
    void what_clients_measure_is_counted_either_way() throws Exception {
        RawSocket viewer = server.client(Parties.VIEWER);

        viewer.sendText(SocketServer.frame("status", ",\"offset_ms\":-12,\"rtt_ms\":38"));
        viewer.sendText(SocketServer.frame("status", ",\"offset_ms\":30,\"rtt_ms\":40"));
        viewer.sendText(SocketServer.frame("status", ",\"hidden\":true"));
        server.upToNow(viewer);

        Timer drift = server.meters.timer("watchparty.drift");
        assertThat(drift.count()).isEqualTo(2);
        assertThat(drift.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(42);
        assertThat(server.meters.timer("watchparty.round.trip").totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(78);
    }

    @Test
    void a_client_that_takes_the_time_is_known_to_be_in_step() throws IOException {
        RawSocket host = server.client(Parties.HOST);
        host.sendText("{\"type\":\"clock\",\"t0\":1}");
        host.next("clock");
        host.beHeard(); // The answer goes first, then the note that it was asked for.

        RawSocket viewer = server.open(
                SocketServer.path(Parties.PARTY),
                SocketServer.bearer(server.token(Parties.VIEWER)),
                "Sec-WebSocket-Protocol: watchparty.v2");

        JsonNode participants = viewer.next("snapshot").path("party").path("participants");
        assertThat(participants.path(0).path("last_sync_at").asText()).isEqualTo("2026-01-01T12:00:00.000Z");
        assertThat(participants.path(1).has("last_sync_at")).isFalse();
    }
}
