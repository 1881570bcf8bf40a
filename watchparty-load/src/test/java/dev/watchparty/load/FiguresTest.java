package dev.watchparty.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.load.TinyServer.Mischief;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a C compiler, which {@code ./test} installs. */
class FiguresTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void the_table_has_each_cell_and_each_server_relative_to_the_floor() throws IOException {
        try (TinyServer server = new TinyServer(Mischief.NONE)) {
            int code = run(
                    server,
                    "figures",
                    "--cell=1x3,2x2",
                    "--rounds=2",
                    "--warm-up=0",
                    "--seconds=1",
                    "--closed-loop=1",
                    "--comparators=none.jar");

            assertThat(code).as(err.toString()).isZero();
        }
        assertThat(err.toString()).contains("without the bare servers");
        assertThat(out.toString().lines().filter(line -> line.startsWith("| 1 x 3 |")))
                .hasSize(3)
                .anyMatch(line ->
                        line.matches("\\| 1 x 3 \\| C, .*: the floor \\| [0-9.]+ µs \\| 1 \\| [0-9,]+ \\| 1 \\|.*"))
                .anyMatch(line -> line.matches(
                        "\\| 1 x 3 \\| Watchparty.* \\| [0-9.]+ µs \\| [0-9.]+ \\([0-9.]+–[0-9.]+\\) \\|.*"))
                .anyMatch(line -> line.startsWith("| 1 x 3 | its Java process alone |"));
        assertThat(out.toString()).contains("| 2 x 2 | ").contains("Medians of 2 rounds");
    }

    @Test
    void a_server_that_is_no_dearer_than_was_recorded_passes(@TempDir Path directory) throws IOException {
        try (TinyServer server = new TinyServer(Mischief.NONE)) {
            int code = run(server, "ratio", record(directory, "10000"), "--rounds=4", "--turn-ms=100", "--warm-up=0");

            assertThat(code).as(err.toString()).isZero();
        }
        assertThat(out.toString()).contains("attempt 1, 1 x 3").doesNotContain("attempt 2");
    }

    @Test
    void a_dearer_one_is_tried_again_and_then_fails(@TempDir Path directory) throws IOException {
        try (TinyServer server = new TinyServer(Mischief.NONE)) {
            int code = run(
                    server,
                    "ratio",
                    record(directory, "0.0001"),
                    "--rounds=2",
                    "--turn-ms=100",
                    "--warm-up=0",
                    "--attempts=2");

            assertThat(code).isEqualTo(LoadGenerator.DEARER);
        }
        assertThat(out.toString()).contains("attempt 1, 1 x 3").contains("attempt 2, 1 x 3");
        assertThat(err.toString()).contains("times the floor; recorded are 0.00");
    }

    private static String record(Path directory, String ratio) throws IOException {
        Path file = directory.resolve("ratio.properties");
        Files.writeString(file, "cell = 1x3\nratio = " + ratio + "\n");
        return "--record=" + file;
    }

    private int run(TinyServer server, String command, String... options) {
        List<String> line = new ArrayList<>(List.of(command, "--url=" + server.url(), "--secret=secret"));
        line.add("--pid=" + ProcessHandle.current().pid());
        line.addAll(List.of(options));
        return LoadGenerator.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line.toArray(String[]::new));
    }
}
