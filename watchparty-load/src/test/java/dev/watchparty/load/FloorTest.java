package dev.watchparty.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class FloorTest {

    /** A machine without a C compiler has no floor, and is told so. */
    @ParameterizedTest
    @ValueSource(strings = {"seek", "chat"})
    void delivers_everything_in_order_or_names_the_missing_compiler(String action) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int code = LoadGenerator.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(
                        "floor",
                        "--with=" + action,
                        "--members=10",
                        "--rate=20",
                        "--seconds=1",
                        "--warm-up=0",
                        "--closed-loop=1",
                        "--json");

        if (code == CommandLine.ExitCode.SOFTWARE) {
            assertThat(err.toString()).contains("\"cc\"");
        } else {
            assertThat(code).as(err.toString()).isZero();
            assertThat(new ObjectMapper()
                            .readTree(out.toString())
                            .at("/open_loop/deliveries")
                            .asLong())
                    .isEqualTo(200);
        }
    }
}
