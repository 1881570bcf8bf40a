package dev.watchparty.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What operators see when a server cannot start. */
class StartingTest {

    @TempDir
    private Path dataDir;

    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        CommandLine line =
                Options.commandLine(config -> WatchParty.start(config).close(), Map.of());
        line.setErr(new PrintWriter(errors, /* autoFlush= */ true));
        return line.execute(arguments);
    }

    @Test
    void a_database_that_does_not_answer_is_told_in_a_sentence() throws Exception {
        int closedPort;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = free.getLocalPort();
        }

        int exit = run(
                "--port=0",
                "--data-dir=" + dataDir,
                "--database-url=jdbc:postgresql://127.0.0.1:" + closedPort + "/party",
                "--database-user=party",
                "--database-password=geheim");

        assertThat(exit).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(errors.toString())
                .contains("the database cannot be used")
                .contains("127.0.0.1:" + closedPort)
                .doesNotContain("geheim", "\tat ");
    }

    @Test
    void an_address_of_another_machine_is_told_in_a_sentence_that_names_it() {
        String[] arguments = Arrays.stream(Servers.arguments(0, dataDir))
                .map(argument -> argument.startsWith("--host=") ? "--host=192.0.2.1" : argument)
                .toArray(String[]::new);

        assertThat(run(arguments)).isEqualTo(CommandLine.ExitCode.SOFTWARE);

        assertThat(errors.toString()).contains("--host").contains("192.0.2.1").doesNotContain("--port", "\tat ");
    }

    @Test
    void a_port_that_is_taken_is_told_in_a_sentence_that_names_it() {
        WatchParty first = Servers.start();
        try {
            int exit = run(Servers.arguments(first.port(), dataDir));

            assertThat(exit).isEqualTo(CommandLine.ExitCode.SOFTWARE);
            assertThat(errors.toString())
                    .contains("--port")
                    .contains(Integer.toString(first.port()))
                    .doesNotContain("\tat ");
        } finally {
            first.close();
        }
    }
}
