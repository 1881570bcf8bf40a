package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.ChatCommand;
import dev.watchparty.domain.party.MembershipCommand.Erase;
import dev.watchparty.domain.party.ModerationCommand.Remove;
import dev.watchparty.domain.party.Parties;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.PartyEvent.ItemSuggested;
import dev.watchparty.domain.party.Removal;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command of the protocol page does what it says, and whoever has to go is told why. */
class CommandingPartiesTest {

    private static final MessageId MESSAGE = new MessageId(new UUID(0x0e00000000L, 1));

    private final SocketServer server = new SocketServer(withSuggestion(), SocketServer.UNLIMITED);

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static Party withSuggestion() {
        PlaylistItem sequel = new PlaylistItem(
                new ItemId(new UUID(0x0d00000000L, 4)),
                Parties.FILM.title(),
                Parties.FILM.url(),
                Parties.FILM.kind(),
                Parties.FILM.length());
        Party party = Parties.pausedAt(Position.START);
        return Parties.with(
                party,
                new ItemSuggested(Parties.VIEWER.user(), sequel).applyTo(party).proceedings());
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of("play", "play"),
                Arguments.of("seek", "seek"),
                Arguments.of("skip", "skip"),
                Arguments.of("rate", "rate"),
                Arguments.of("chat", "chat_message"),
                Arguments.of("reaction", "reaction"),
                Arguments.of("delete-message", "message-deleted"),
                Arguments.of("role", "role-changed"),
                Arguments.of("transfer-host", "host-changed"),
                Arguments.of("kick", "participant-left"),
                Arguments.of("kick-and-ban", "participant-left"),
                Arguments.of("mute", "participant-muted"),
                Arguments.of("queue-add", "playlist-changed"),
                Arguments.of("queue-remove", "playlist-changed"),
                Arguments.of("queue-move", "playlist-changed"),
                Arguments.of("queue-shuffle", "playlist-changed"),
                Arguments.of("loop", "playlist-changed"),
                Arguments.of("suggest", "playlist-changed"),
                Arguments.of("accept-suggestion", "playlist-changed"),
                Arguments.of("decline-suggestion", "playlist-changed"),
                Arguments.of("vote-skip", "votes"),
                Arguments.of("vote-next", "votes"),
                Arguments.of("schedule", "scheduled"),
                Arguments.of("ready-check", "ready-check"),
                Arguments.of("wait-for-me", "participant-waiting"));
    }

    private static String file(String name) throws IOException {
        return Files.readString(Path.of("src", "test", "resources", "golden", "socket", "client-" + name + ".json"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void a_command_is_acked_to_its_sender_and_told_to_everybody(String name, String event) throws IOException {
        server.command(new ChatCommand.Say(Parties.VIEWER.user(), MESSAGE, new ChatText("hi")));
        RawSocket host = server.client(Parties.HOST);
        RawSocket coHost = server.client(Parties.CO_HOST);

        host.sendText(file(name));

        assertThat(coHost.next().path("type").asText()).isEqualTo(event);
        assertThat(host.next("ack").path("command_id").asText()).isEqualTo("a1");
    }

    static Stream<String> commands_that_find_nothing_to_do() {
        return Stream.of("pause", "unban", "unmute", "schedule-nothing", "ready-check-cancelled", "status-ready");
    }

    @ParameterizedTest
    @MethodSource("commands_that_find_nothing_to_do")
    void a_command_that_finds_nothing_to_do_is_acked_with_the_version_there_is(String name) throws Exception {
        RawSocket host = server.client(Parties.HOST);
        RawSocket coHost = server.client(Parties.CO_HOST);

        host.sendText(file(name));

        JsonNode ack = host.next();
        assertThat(ack.path("type").asText()).isEqualTo("ack");
        assertThat(ack.path("version").asLong()).isEqualTo(10);
        assertThat(server.upToNow(coHost)).isEmpty();
    }

    @Test
    void all_commands_with_a_file_are_tried() throws IOException {
        List<String> tried = Stream.concat(
                        commands().map(row -> (String) row.get()[0]), commands_that_find_nothing_to_do())
                .toList();
        try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "golden", "socket"))) {
            List<String> named = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("client-"))
                    .map(name -> name.replaceAll("client-(.*)\\.json", "$1"))
                    .filter(name -> hasId(name))
                    .toList();

            assertThat(tried).containsExactlyInAnyOrderElementsOf(named);
        }
    }

    private static boolean hasId(String name) {
        try {
            return file(name).contains("command_id");
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }

    @Test
    void the_last_who_is_ready_starts_the_film() throws IOException {
        RawSocket host = server.client(Parties.HOST);
        RawSocket coHost = server.client(Parties.CO_HOST);
        RawSocket viewer = server.client(Parties.VIEWER);
        host.sendText(SocketServer.frame("ready-check", ""));
        viewer.next("ready-check");

        viewer.sendText("{\"type\":\"status\",\"ready\":true}");
        host.next("ready-check");
        coHost.sendText("{\"type\":\"status\",\"ready\":true,\"buffering\":false}");

        JsonNode play = viewer.next("play");
        assertThat(play.path("actor").asText())
                .isEqualTo(Parties.HOST.user().value().toString());
    }

    @Test
    void two_of_three_votes_skip() throws IOException {
        RawSocket viewer = server.client(Parties.VIEWER);
        RawSocket coHost = server.client(Parties.CO_HOST);

        viewer.sendText(SocketServer.frame("vote-skip", ""));
        JsonNode votes = coHost.next("votes");
        coHost.sendText(SocketServer.frame("vote-skip", ""));

        assertThat(votes.path("skip").path("count").asInt()).isEqualTo(1);
        assertThat(votes.path("skip").path("needed").asInt()).isEqualTo(2);
        assertThat(viewer.next("skip").path("clip_id").asText())
                .isEqualTo(Parties.EPISODE.id().value().toString());
    }

    static Stream<Arguments> ends() {
        Participant host = Parties.HOST;
        return Stream.of(
                Arguments.of(new Remove(host.user(), Parties.VIEWER.user(), Removal.KICKED), "kicked"),
                Arguments.of(new Remove(host.user(), Parties.VIEWER.user(), Removal.BANNED), "banned"),
                Arguments.of(new Erase(Parties.VIEWER.user()), "erased"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("ends")
    void whoever_is_put_out_is_told_why_on_all_connections_and_not_let_in_again(PartyCommand command, String reason)
            throws IOException {
        RawSocket one = server.client(Parties.VIEWER);
        RawSocket other = server.oldClient(Parties.VIEWER);
        RawSocket host = server.client(Parties.HOST);

        server.command(command);

        for (RawSocket out : List.of(one, other)) {
            JsonNode closing = out.next("closing");
            assertThat(closing.path("reason").asText()).isEqualTo(reason);
            assertThat(closing.path("reconnect").asBoolean()).isFalse();
            assertThat(out.nextClose().closeCode()).isEqualTo(4003);
        }
        assertThat(host.next("participant-left").path("reason").asText()).isEqualTo(reason);
        RawSocket again =
                server.upgrade(SocketServer.path(Parties.PARTY), SocketServer.bearer(server.token(Parties.VIEWER)));
        assertThat(again.answer().status()).isEqualTo(403);
        assertThat(again.answer().json().path("error").path("message").asText())
                .isEqualTo("Not a participant of this watch party");
    }
}
