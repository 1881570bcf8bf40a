package dev.watchparty.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchparty.load.TinyServer.Mischief;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

class EndToEndTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void a_fan_out_reaches_every_member_once_and_in_order() throws IOException {
        try (TinyServer server = new TinyServer(Mischief.NONE)) {
            int code =
                    run(server, "fan-out", "--parties=2", "--members=3", "--rate=50", "--seconds=1", "--closed-loop=1");

            assertThat(code).as(err.toString()).isZero();
            assertThat(server.users()).isEqualTo(6);
        }
        JsonNode open = report().path("open_loop");
        assertThat(open.path("commands").asLong()).isEqualTo(100);
        assertThat(open.path("deliveries").asLong()).isEqualTo(300);
        assertThat(open.path("lost").asLong()).isZero();
        assertThat(open.path("acks_lost").asLong()).isZero();
        assertThat(open.path("cpu_us_per_delivery").asDouble()).isPositive();
        assertThat(report().path("closed_loop").path("deliveries").asLong()).isPositive();
        assertThat(report().path("server").path("rss_mib").asDouble()).isPositive();
    }

    @Test
    void chat_reaches_every_member_once_and_in_order() throws IOException {
        try (TinyServer server = new TinyServer(Mischief.NONE)) {
            int code =
                    run(server, "fan-out", "--with=chat", "--members=3", "--rate=50", "--seconds=1", "--closed-loop=1");

            assertThat(code).as(err.toString()).isZero();
        }
        JsonNode open = report().path("open_loop");
        assertThat(open.path("deliveries").asLong()).isEqualTo(150);
        assertThat(open.path("lost").asLong()).isZero();
        assertThat(open.path("acks_lost").asLong()).isZero();
        assertThat(open.path("version_gaps").asLong()).isZero();
        assertThat(open.path("versions_untold").asLong()).isZero();
        assertThat(open.path("other_messages").asLong()).isZero();
        assertThat(report().path("closed_loop").path("deliveries").asLong()).isPositive();
    }

    @Test
    void a_lost_chat_message_is_found() throws IOException {
        try (TinyServer server = new TinyServer(Mischief.LOSES_ONE)) {
            int code =
                    run(server, "fan-out", "--with=chat", "--members=4", "--rate=20", "--seconds=1", "--closed-loop=0");

            assertThat(code).isEqualTo(LoadGenerator.FAULTY);
        }
        assertThat(report().path("open_loop").path("lost").asLong()).isEqualTo(1);
    }

    @Test
    void what_else_members_hear_is_no_fault() throws IOException {
        try (TinyServer server = new TinyServer(Mischief.CHATTERS)) {
            int code =
                    run(server, "fan-out", "--with=chat", "--members=2", "--rate=10", "--seconds=1", "--closed-loop=0");

            assertThat(code).as(err.toString()).isZero();
        }
        assertThat(report().path("open_loop").path("deliveries").asLong()).isEqualTo(20);
        assertThat(report().path("open_loop").path("other_messages").asLong()).isEqualTo(120);
    }

    @Test
    void a_flood_is_measured_by_what_others_notice() throws IOException {
        try (TinyServer server = new TinyServer(Mischief.NONE)) {
            int code = run(server, "spam", "--members=3", "--rate=20", "--seconds=1");

            assertThat(code).as(err.toString()).isZero();
            assertThat(server.users()).isEqualTo(6);
        }
        for (String column : new String[] {"before", "flooded"}) {
            JsonNode figures = report().path(column);
            assertThat(figures.path("quiet_deliveries").asLong()).isEqualTo(60);
            assertThat(figures.path("spammed_deliveries").asLong()).isEqualTo(60);
            assertThat(figures.path("quiet_p99_us").asDouble()).isPositive();
            assertThat(figures.path("spammed_p99_us").asDouble()).isPositive();
        }
        JsonNode spammer = report().path("spammer");
        assertThat(spammer.path("frames").asLong()).isPositive();
        assertThat(spammer.path("errors_RATE_LIMITED").asLong()).isPositive();
        assertThat(spammer.path("errors_INVALID_COMMAND").asLong()).isPositive();
        assertThat(spammer.path("losses").asLong()).isZero();
    }

    @Test
    void a_spammer_keeps_to_the_pace_asked_for() throws IOException {
        try (TinyServer server = new TinyServer(Mischief.NONE)) {
            int code = run(server, "spam", "--members=2", "--seconds=1", "--flood=100");

            assertThat(code).as(err.toString()).isZero();
        }
        double framesPerSecond = report().path("spammer").path("frames_per_s").asDouble();
        assertThat(framesPerSecond).isPositive().isLessThanOrEqualTo(100);
    }

    @Test
    void a_spammer_who_is_cut_off_comes_again() throws IOException {
        try (TinyServer server = new TinyServer(Mischief.CUTS_OFF_FLOODS)) {
            int code = run(server, "spam", "--members=2", "--seconds=1");

            assertThat(code).as(err.toString()).isZero();
        }
        assertThat(report().path("spammer").path("losses").asLong()).isGreaterThan(1);
        assertThat(err.toString()).contains("the spammer was cut off");
    }

    @Test
    void a_lost_delivery_is_found() throws IOException {
        try (TinyServer server = new TinyServer(Mischief.LOSES_ONE)) {
            int code = run(server, "fan-out", "--members=4", "--rate=20", "--seconds=1", "--closed-loop=0");

            assertThat(code).isEqualTo(LoadGenerator.FAULTY);
        }
        assertThat(report().path("open_loop").path("lost").asLong()).isEqualTo(1);
        assertThat(report().path("open_loop").path("deliveries").asLong()).isEqualTo(79);
    }

    @Test
    void commands_are_all_acked_with_versions_without_gaps() throws IOException {
        try (TinyServer server = new TinyServer(Mischief.NONE)) {
            int code = run(server, "commands", "--parties=5", "--rate=200", "--seconds=1");

            assertThat(code).as(err.toString()).isZero();
        }
        JsonNode open = report().path("open_loop");
        assertThat(open.path("commands").asLong()).isEqualTo(200);
        assertThat(open.path("acks_lost").asLong()).isZero();
        assertThat(open.path("version_gaps").asLong()).isZero();
        assertThat(open.path("versions_untold").asLong()).isZero();
        assertThat(open.path("ack_p99_us").asDouble()).isPositive();
    }

    @Test
    void a_lost_ack_is_found() throws IOException {
        try (TinyServer server = new TinyServer(Mischief.ACKS_ALL_BUT_ONE)) {
            int code = run(server, "commands", "--parties=1", "--rate=20", "--seconds=1");

            assertThat(code).isEqualTo(LoadGenerator.FAULTY);
        }
        assertThat(report().path("open_loop").path("acks_lost").asLong()).isEqualTo(1);
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void a_lost_ack_is_not_waited_for_as_long_as_others_talk() throws IOException {
        try (TinyServer server = new TinyServer(Mischief.ACKS_ALL_BUT_ONE_WHILE_SOMEBODY_TYPES)) {
            int code = run(server, "commands", "--parties=1", "--rate=20", "--seconds=1");

            assertThat(code).isEqualTo(LoadGenerator.FAULTY);
        }
        assertThat(report().path("open_loop").path("acks_lost").asLong()).isEqualTo(1);
    }

    @Test
    void idle_connections_are_counted_and_weighed() throws IOException {
        try (TinyServer server = new TinyServer(Mischief.NONE)) {
            int code = run(server, "idle", "--connections=2,5", "--per-party=3", "--hold=1");

            assertThat(code).as(err.toString()).isZero();
        }
        assertThat(report().path("empty").path("rss_mib").asDouble()).isPositive();
        assertThat(report().path("2").has("kib_per_connection")).isTrue();
        assertThat(report().path("2").has("kib_per_connection_slope")).isFalse();
        assertThat(report().path("5").has("kib_per_connection_slope")).isTrue();
    }

    @Test
    void rate_limits_that_are_on_are_named() throws IOException {
        try (TinyServer server = new TinyServer(Mischief.LIMITS_JOINS)) {
            int code = run(server, "fan-out", "--members=2", "--seconds=1");

            assertThat(code).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        }
        assertThat(err.toString()).contains("answered 429").contains("WATCHPARTY_LIMIT_JOINS_PER_HOUR=0");
    }

    @Test
    void addresses_elsewhere_are_refused() {
        int code = commandLine().execute("fan-out", "--url=http://192.0.2.1:80", "--secret=x");

        assertThat(code).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString()).contains("only loopback addresses");
    }

    private int run(TinyServer server, String command, String... options) {
        List<String> line = new ArrayList<>(List.of(command, "--url=" + server.url(), "--secret=secret", "--json"));
        line.add("--pid=" + ProcessHandle.current().pid());
        if (!command.equals("idle")) {
            line.add("--warm-up=0");
        }
        line.addAll(List.of(options));
        return commandLine().execute(line.toArray(String[]::new));
    }

    private CommandLine commandLine() {
        return LoadGenerator.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    }

    private JsonNode report() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }
}
