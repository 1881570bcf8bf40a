package dev.watchparty.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plug is pulled in the midst of work, or the server is asked to stop before it has begun. */
class KillTest {

    private static final Pattern RUNNING = Pattern.compile("Watchparty is running at http://127\\.0\\.0\\.1:([0-9]+)");
    private static final Pattern DATABASE_RUNS = Pattern.compile("PostgreSQL .* listens on");
    private static final int SEEKS = 400;
    private static final int SEEKS_BEFORE_THE_KILL = 150;

    @TempDir
    private Path dataDir;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatStillRuns() {
        started.forEach(Process::destroy);
    }

    /** A server in a process of its own, with its own database. */
    private record Running(Process process, int port) {}

    @Test
    void whatever_was_acked_is_there_afterwards_in_order_and_once() throws Exception {
        Running before = start();
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
        before.process().destroyForcibly().waitFor();

        Running after = start();
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
        after.process().destroy();
        assertThat(after.process().waitFor()).isEqualTo(143); // SIGTERM: stopped in order.
    }

    private static void note(Map<Integer, Long> acked, JsonNode ack) {
        int seek = Integer.parseInt(ack.path("command_id").asText().substring(1));
        acked.put(seek, ack.path("version").asLong());
    }

    @Test
    void a_server_that_is_stopped_while_it_starts_leaves_no_database_running() throws Exception {
        Process process = launch();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !DATABASE_RUNS.matcher(line).find()) {
            line = output.readLine();
        }
        assertThat(line).as("the database runs").isNotNull();

        process.destroy();
        drain(output);

        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(dataDir.resolve("postgresql/data/postmaster.pid")).doesNotExist();
    }

    private Process launch() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.watchparty.app.Main",
                        "--host=127.0.0.1",
                        "--port=0",
                        "--data-dir=" + dataDir)
                .redirectErrorStream(true)
                .start();
        started.add(process);
        return process;
    }

    private Running start() throws IOException {
        Process process = launch();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            seen.append(line).append('\n');
            Matcher running = RUNNING.matcher(line);
            if (running.find()) {
                drain(output);
                return new Running(process, Integer.parseInt(running.group(1)));
            }
        }
        throw new AssertionError("the server did not start: " + seen);
    }

    /** So that the server never waits for somebody to read what it prints. */
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(() -> {
            try {
                while (output.readLine() != null) {}
            } catch (IOException ended) {
                throw new UncheckedIOException(ended);
            }
        });
        reader.setDaemon(true);
        reader.setUncaughtExceptionHandler((thread, closed) -> {}); // Its process was killed: nothing more to read.
        reader.start();
    }
}
