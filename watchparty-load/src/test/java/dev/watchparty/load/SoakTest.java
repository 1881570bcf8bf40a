package dev.watchparty.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchparty.load.TinyServer.Mischief;
import dev.watchparty.load.drive.Churner;
import dev.watchparty.load.machine.Footprint;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class SoakTest {

    private static final long MIB = 1024;

    @Test
    void people_come_and_go_while_a_server_is_watched() throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        try (TinyServer server = new TinyServer(Mischief.NONE)) {
            LoadGenerator.commandLine()
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute(
                            "soak",
                            "--url=" + server.url(),
                            "--secret=secret",
                            "--pid=" + ProcessHandle.current().pid(),
                            "--json",
                            "--parties=2",
                            "--members=3",
                            "--visitors=4",
                            "--rate=5",
                            "--churn-per-minute=3000",
                            "--minutes=0.05",
                            "--sample-seconds=1",
                            "--warm-up=0");
        }
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.at("/churn/dropped").asLong()).isPositive();
        assertThat(report.at("/churn/lost").asLong()).isZero();
        for (String holding : new String[] {"resident_kib", "heap_kib", "threads", "files"}) {
            assertThat(report.path("first_third").path(holding).asDouble()).isPositive();
            assertThat(report.path("per_hour").has(holding)).isTrue();
        }
        assertThat(err.toString()).contains("heap after collection").contains("connections that broke: none");
    }

    @Test
    void a_server_that_holds_as_much_as_ever_is_flat() {
        SoakSeries series = new SoakSeries();
        for (int look = 0; look < 60; look++) {
            series.add(look * 30, new Footprint(200 * MIB + look % 7 * MIB, 30 * MIB, 40 + look % 3, 500));
        }

        assertThat(series.growth()).isEmpty();
    }

    @Test
    void what_grows_is_named() {
        SoakSeries series = new SoakSeries();
        for (int look = 0; look < 60; look++) {
            series.add(look * 30, new Footprint(200 * MIB, (30 + look / 4) * MIB, 40, 500 + 3 * look));
        }

        assertThat(series.growth())
                .hasSize(2)
                .anyMatch(sentence -> sentence.startsWith("heap_kib grows"))
                .anyMatch(sentence -> sentence.startsWith("files grows: 529 in the first third, 649 in the last"));
        assertThat(series.report(30, 1000, new Churner.Figures(29_000, 0, ""))
                        .columns()
                        .get("flat"))
                .containsEntry("resident_kib", 1)
                .containsEntry("files", 0);
    }
}
