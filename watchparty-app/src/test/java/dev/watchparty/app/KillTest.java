package dev.watchparty.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plug is pulled in the midst of work, or the server is asked to stop before it has begun. */
class KillTest {

    private static final Pattern DATABASE_RUNS = Pattern.compile("PostgreSQL .* listens on");
    private static final int MESSAGES = 8;
    private static final int SEEKS = 400;
    private static final int SEEKS_BEFORE_THE_KILL = 150;

    @TempDir
    private Path dataDir;

    private final List<ServerProcess> started = new ArrayList<>();

    @AfterEach
    void endWhatStillRuns() {
        started.forEach(ServerProcess::close);
    }

    private ServerProcess start() throws IOException {
        ServerProcess server = ServerProcess.startIn(dataDir);
        started.add(server);
        return server;
    }

    @Test
    void whatever_was_acked_is_there_afterwards_in_order_and_once() throws Exception {
        ServerProcess before = start();
        Client ann = Client.guest(before.port(), "Ann");
        String id = ann.post("/watch-parties", "{\"title\":\"Plug\"}")
                .data()
                .path("id")
                .asText();
        Map<Integer, Long> acked = new TreeMap<>();
        Socket socket = ann.connect(id);
        for (int seek = 1; seek <= SEEKS; seek++) {
            socket.send("seek", "\"position\":" + seek, "\"command_id\":\"s" + seek + "\"");
        }
        while (acked.size() < SEEKS_BEFORE_THE_KILL) {
            note(acked, socket.next("ack"));
        }
        before.kill();

        ServerProcess after = start();
        Client again = ann.at(after.port());
        long version = again.get("/watch-parties/" + id).data().path("version").asLong();
        long lastAcked =
                acked.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        assertThat(version).isGreaterThanOrEqualTo(lastAcked);
        List<Long> versions = new ArrayList<>(acked.values());
        assertThat(versions).isSorted().doesNotHaveDuplicates();

        // Asked again, each is answered with its first version, and what was not done before is done now, once.
        Socket resumed = again.connect(id);
        Map<Integer, Long> ackedAgain = new TreeMap<>();
        for (int seek = 1; seek <= SEEKS; seek++) {
            resumed.send("seek", "\"position\":" + seek, "\"command_id\":\"s" + seek + "\"");
        }
        while (ackedAgain.size() < SEEKS) {
            note(ackedAgain, resumed.next("ack"));
        }
        assertThat(ackedAgain).containsAllEntriesOf(acked);
        assertThat(new ArrayList<>(ackedAgain.values())).doesNotHaveDuplicates().isSorted();
        resumed.send("sync-request");
        JsonNode sync = resumed.next("sync");
        assertThat(sync.path("version").asLong()).isEqualTo(1 + SEEKS); // Created, and every seek once.
        assertThat(sync.path("position").asInt()).isEqualTo(SEEKS);
        assertThat(after.stop()).as("stopped in order").isTrue();
    }

    private static void note(Map<Integer, Long> acked, JsonNode ack) {
        int seek = Integer.parseInt(ack.path("command_id").asText().substring(1));
        acked.put(seek, ack.path("version").asLong());
    }

    @Test
    void all_that_was_decided_in_a_party_is_there_afterwards_in_order_and_once() throws Exception {
        ServerProcess before = start();
        Client ann = Client.guest(before.port(), "Ann");
        Client bo = Client.guest(before.port(), "Bo");
        Client cleo = Client.guest(before.port(), "Cleo");
        JsonNode made = ann.post("/watch-parties", "{\"title\":\"Plug\",\"visibility\":\"public\"}")
                .data();
        String id = made.path("id").asText();
        String party = "/watch-parties/" + id;
        String door = "/watch-parties/" + made.path("invite_code").asText() + "/join";
        bo.post(door, "");
        cleo.post(door, "");
        Socket host = ann.connect(id);
        Socket viewer = bo.connect(id);
        for (int number = 0; number < MESSAGES; number++) {
            (number % 2 == 0 ? host : viewer).does("chat", "\"message\":\"message " + number + "\"");
        }
        viewer.does("reaction", "\"emoji\":\"😂\"");
        host.does("role", user(bo), "\"role\":\"co-host\"");
        host.does("mute", user(bo));
        host.does("kick", user(cleo), "\"ban\":true");
        host.does("queue-add", "\"items\":[" + item("One") + "," + item("Two") + "," + item("Three") + "]");
        host.does("queue-shuffle");
        host.does("loop", "\"loop\":\"one\"");
        ann.patch(party + "/settings", "{\"title\":\"Kept\",\"policy\":\"everyone\",\"password\":\"geheim\"}");
        JsonNode last = host.does("seek", "\"position\":7");
        JsonNode toldBefore = ann.connectForSnapshot(id).next("snapshot");
        JsonNode messagesBefore = ann.get(party + "/messages").data();
        JsonNode countedBefore = counted(ann, party);
        before.kill();

        ServerProcess after = start();
        ann = ann.at(after.port());
        bo = bo.at(after.port());
        cleo = cleo.at(after.port());
        assertThat(ann.get(party + "/messages").data()).isEqualTo(messagesBefore);
        assertThat(messagesBefore.path("messages").findValuesAsText("message"))
                .containsExactlyElementsOf(IntStream.range(0, MESSAGES)
                        .mapToObj(number -> "message " + number)
                        .toList());
        assertThat(counted(ann, party)).isEqualTo(countedBefore);
        assertThat(countedBefore.path("chat_messages").asInt()).isEqualTo(MESSAGES);
        assertThat(countedBefore.path("reactions").asInt()).isEqualTo(1);
        assertThat(countedBefore.path("unique_viewers").asInt()).isEqualTo(3);
        JsonNode toldAfter = ann.connectForSnapshot(id).next("snapshot");
        assertThat(toldAfter.path("version").asLong())
                .isGreaterThanOrEqualTo(last.path("version").asLong());
        assertThat(toldAfter.path("position_ms").asLong()).isEqualTo(7_000);
        for (String part : List.of("playlist", "settings", "messages", "votes", "suggestions", "you")) {
            assertThat(toldAfter.path(part)).as(part).isEqualTo(toldBefore.path(part));
        }
        assertThat(toldAfter.path("settings").path("title").asText()).isEqualTo("Kept");
        assertThat(toldAfter.path("playlist")).hasSize(3);
        JsonNode you = bo.connectForSnapshot(id).next("snapshot").path("you");
        assertThat(you.path("role").asText()).isEqualTo("co-host");
        assertThat(you.path("muted").asBoolean()).isTrue();
        assertThat(cleo.post(door, "{\"password\":\"geheim\"}").errorCode()).isEqualTo("BANNED");
        assertThat(Client.guest(after.port(), "Dan").post(door, "").errorCode()).isEqualTo("PASSWORD_REQUIRED");
    }

    /** The statistics, without the time that people are here: it goes on. */
    private static JsonNode counted(Client reader, String party) {
        ObjectNode analytics = (ObjectNode) reader.get(party + "/analytics").data();
        analytics.remove("avg_duration_seconds");
        return analytics;
    }

    private static String user(Client who) {
        return "\"user_id\":\"" + who.userId() + "\"";
    }

    private static String item(String title) {
        return "{\"title\":\"" + title + "\",\"url\":\"https://example.org/film.mp4\",\"kind\":\"mp4\"}";
    }

    @Test
    void a_server_that_is_stopped_while_it_starts_leaves_no_database_running() throws Exception {
        ServerProcess server = ServerProcess.launch(ServerProcess.argumentsFor(dataDir));
        started.add(server);
        server.awaitLine(DATABASE_RUNS);
        server.drain();

        assertThat(server.stop()).as("stopped in order").isTrue();
        assertThat(dataDir.resolve("postgresql/data/postmaster.pid")).doesNotExist();
    }
}
