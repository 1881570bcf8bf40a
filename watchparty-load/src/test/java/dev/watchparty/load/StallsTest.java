package dev.watchparty.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchparty.load.TinyServer.Mischief;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class StallsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void members_who_stall_are_seen_to_go_and_the_others_get_everything() throws IOException {
        try (TinyServer server = new TinyServer(Mischief.GIVES_UP_THE_SILENT)) {
            assertThat(stalls(server)).as(err.toString()).isZero();
            assertThat(server.users()).isEqualTo(6);
        }
        JsonNode report = new ObjectMapper().readTree(out.toString());
        for (String half : new String[] {"without_1", "with_1", "without_2", "with_2"}) {
            assertThat(report.path(half).path("deliveries").asLong()).isEqualTo(150);
            assertThat(report.path(half).path("lost").asLong()).isZero();
        }
        assertThat(report.at("/median/p99_with_over_without").asDouble()).isPositive();
        for (String habit : new String[] {"stops_reading", "trickles", "vanishes"}) {
            assertThat(report.path("median").path(habit + "_remaining").asLong())
                    .isZero();
            assertThat(report.path("median").path(habit + "_gone_after_s").asDouble())
                    .isPositive();
        }
    }

    @Test
    void a_server_that_bears_them_for_ever_is_found_out() throws IOException {
        try (TinyServer server = new TinyServer(Mischief.NONE)) {
            assertThat(stalls(server)).isEqualTo(LoadGenerator.FAULTY);
        }
        assertThat(err.toString())
                .contains("2 are still connected: stops_reading")
                .contains("2 are still connected: trickles")
                .contains("2 are still connected: vanishes");
    }

    private int stalls(TinyServer server) {
        return LoadGenerator.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(
                        "stalls",
                        "--url=" + server.url(),
                        "--secret=secret",
                        "--pid=" + ProcessHandle.current().pid(),
                        "--json",
                        "--members=3",
                        "--stalled=1",
                        "--rate=50",
                        "--seconds=1",
                        "--rounds=2",
                        "--warm-up=0");
    }
}
