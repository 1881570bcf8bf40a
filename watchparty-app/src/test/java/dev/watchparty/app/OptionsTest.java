package dev.watchparty.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.adapter.web.http.Limits;
import dev.watchparty.app.Config.LogFormat;
import dev.watchparty.application.party.RetentionPolicy;
import dev.watchparty.application.port.WebhookEndpoint;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class OptionsTest {

    private static final String SECRET = "a secret of more than thirty-two bytes";

    private final List<Config> started = new ArrayList<>();
    private final StringWriter errors = new StringWriter();
    private final StringWriter output = new StringWriter();

    private int run(Map<String, String> environment, String... arguments) {
        CommandLine line = Options.commandLine(started::add, environment);
        line.setErr(new PrintWriter(errors, /* autoFlush= */ true));
        line.setOut(new PrintWriter(output, /* autoFlush= */ true));
        return line.execute(arguments);
    }

    @Test
    void without_any_the_defaults_hold() {
        assertThat(run(Map.of())).isZero();

        Config config = started.get(0);
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.host()).isEqualTo("0.0.0.0");
        assertThat(config.dataDir()).isEqualTo(Path.of("watchparty-data").toAbsolutePath());
        assertThat(config.database()).isNull();
        assertThat(config.jwtSecret()).isNull();
        assertThat(config.areGuestsWelcome()).isTrue();
        assertThat(config.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(config.pace().chatsPerMinute().uses()).isEqualTo(10);
        assertThat(config.pace().reactionsPerMinute().uses()).isEqualTo(30);
        assertThat(config.pace().commandsPerSecond()).isEqualTo(20);
        assertThat(config.hostGrace()).hasSeconds(30);
        assertThat(config.retention()).isEqualTo(RetentionPolicy.DEFAULT);
        assertThat(config.webhooks()).isEqualTo(Config.Webhooks.NONE);
        assertThat(config.logFormat()).isEqualTo(LogFormat.TEXT);
    }

    @Test
    void each_can_be_set_in_the_environment() {
        Map<String, String> environment = Map.ofEntries(
                Map.entry("WATCHPARTY_PORT", "0"),
                Map.entry("WATCHPARTY_HOST", "127.0.0.1"),
                Map.entry("WATCHPARTY_DATA_DIR", "/srv/party"),
                Map.entry("WATCHPARTY_DATABASE_URL", "jdbc:postgresql://db/party"),
                Map.entry("WATCHPARTY_DATABASE_USER", "party"),
                Map.entry("WATCHPARTY_DATABASE_PASSWORD", "geheim"),
                Map.entry("WATCHPARTY_JWT_SECRET", SECRET),
                Map.entry("WATCHPARTY_JWKS_URL", "https://id.example.org/keys"),
                Map.entry("WATCHPARTY_PUBLIC_URL", "https://watch.example.org/"),
                Map.entry("WATCHPARTY_CORS_ORIGIN", "https://a.example.org, https://b.example.org"),
                Map.entry("WATCHPARTY_TRUSTED_PROXY", "10.0.0.0/8"),
                Map.entry("WATCHPARTY_GUESTS", "false"),
                Map.entry("WATCHPARTY_LIMIT_CREATES_PER_HOUR", "0"),
                Map.entry("WATCHPARTY_LIMIT_JOINS_PER_HOUR", "7"),
                Map.entry("WATCHPARTY_LIMIT_JOINS_PER_HOUR_PER_ADDRESS", "9"),
                Map.entry("WATCHPARTY_LIMIT_FRIEND_REQUESTS_PER_HOUR", "11"),
                Map.entry("WATCHPARTY_LIMIT_CHATS_PER_MINUTE", "12"),
                Map.entry("WATCHPARTY_LIMIT_REACTIONS_PER_MINUTE", "13"),
                Map.entry("WATCHPARTY_LIMIT_COMMANDS_PER_MINUTE", "14"),
                Map.entry("WATCHPARTY_LIMIT_SETTINGS_PER_HOUR", "15"),
                Map.entry("WATCHPARTY_LIMIT_KICKS_PER_HOUR", "16"),
                Map.entry("WATCHPARTY_LIMIT_STUDIES_PER_HOUR", "17"),
                Map.entry("WATCHPARTY_LIMIT_COMMANDS_PER_SECOND", "18"),
                Map.entry("WATCHPARTY_HOST_GRACE_SECONDS", "19"),
                Map.entry("WATCHPARTY_RETENTION_CHAT_DAYS", "0"),
                Map.entry("WATCHPARTY_RETENTION_PARTIES_DAYS", "20"),
                Map.entry("WATCHPARTY_RETENTION_COMMAND_IDS_DAYS", "21"),
                Map.entry("WATCHPARTY_WEBHOOK_URL", "https://a.example.org/in, http://b.example.org:81/?x=1"),
                Map.entry("WATCHPARTY_WEBHOOK_SECRET", "whsec_" + "A".repeat(32) + "," + SECRET),
                Map.entry("WATCHPARTY_LOG_FORMAT", "json"));

        assertThat(run(environment)).as(errors.toString()).isZero();

        Config config = started.get(0);
        assertThat(config.port()).isZero();
        assertThat(config.dataDir()).isEqualTo(Path.of("/srv/party"));
        assertThat(config.database())
                .isEqualTo(new Config.ExternalDatabase("jdbc:postgresql://db/party", "party", "geheim"));
        assertThat(config.jwtSecret()).isEqualTo(SECRET);
        assertThat(config.jwksUrl()).isEqualTo("https://id.example.org/keys");
        assertThat(config.publicUrl()).hasToString("https://watch.example.org");
        assertThat(config.corsOrigins()).containsExactly("https://a.example.org", "https://b.example.org");
        assertThat(config.trustedProxies()).containsExactly("10.0.0.0/8");
        assertThat(config.areGuestsWelcome()).isFalse();
        assertThat(config.limits().creates().isOff()).isTrue();
        assertThat(config.limits().createsPerAddress().isOff()).isTrue();
        assertThat(config.limits().joins().uses()).isEqualTo(7);
        assertThat(config.limits().joinsPerAddress().uses()).isEqualTo(9);
        assertThat(config.limits().friendRequests().uses()).isEqualTo(11);
        Limits.Inside inside = config.limits().inside();
        assertThat(inside.chats()).isEqualTo(config.pace().chatsPerMinute()).isEqualTo(Limits.chats(12));
        assertThat(inside.reactions())
                .isEqualTo(config.pace().reactionsPerMinute())
                .isEqualTo(Limits.reactions(13));
        assertThat(inside.commands()).isEqualTo(Limits.commands(14));
        assertThat(inside.settingsChanges()).isEqualTo(Limits.settingsChanges(15));
        assertThat(inside.kicks()).isEqualTo(Limits.kicks(16));
        assertThat(inside.studies()).isEqualTo(Limits.studies(17));
        assertThat(config.pace().commandsPerSecond()).isEqualTo(18);
        assertThat(config.hostGrace()).hasSeconds(19);
        assertThat(config.retention())
                .isEqualTo(new RetentionPolicy(Duration.ZERO, Duration.ofDays(20), Duration.ofDays(21)));
        assertThat(config.webhooks().endpoints())
                .containsExactly(endpoint("https://a.example.org/in"), endpoint("http://b.example.org:81/?x=1"));
        assertThat(config.webhooks().secrets()).hasSize(2);
        assertThat(config.logFormat()).isEqualTo(LogFormat.JSON);
    }

    private static WebhookEndpoint endpoint(String url) {
        return new WebhookEndpoint(URI.create(url));
    }

    @Test
    void a_webhook_url_may_be_repeated_and_is_taken_once() {
        run(
                Map.of("WATCHPARTY_WEBHOOK_SECRET", SECRET),
                "--webhook-url=https://a.example.org/",
                "--webhook-url=https://b.example.org/,https://a.example.org/");

        assertThat(started.get(0).webhooks().endpoints())
                .containsExactly(endpoint("https://a.example.org/"), endpoint("https://b.example.org/"));
    }

    @Test
    void a_webhook_url_takes_a_secret() {
        assertThat(run(Map.of("WATCHPARTY_WEBHOOK_URL", "https://a.example.org/")))
                .isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(started).isEmpty();
        assertThat(errors.toString()).contains("--webhook-secret (WATCHPARTY_WEBHOOK_SECRET)");
    }

    @Test
    void a_wrong_webhook_secret_is_not_repeated() {
        assertThat(run(Map.of("WATCHPARTY_WEBHOOK_SECRET", "whsec_geheim!geheim!geheim!geheim!")))
                .isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(errors.toString()).contains("WATCHPARTY_WEBHOOK_SECRET").doesNotContain("geheim");
    }

    @Test
    void a_limit_may_be_as_large_as_there_are_numbers() {
        assertThat(run(Map.of("WATCHPARTY_LIMIT_JOINS_PER_HOUR", "2000000000")))
                .as(errors.toString())
                .isZero();

        Limits limits = started.get(0).limits();
        assertThat(limits.joins().uses()).isEqualTo(2_000_000_000);
        assertThat(limits.joinsPerAddress().uses()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void the_command_line_wins_over_the_environment() {
        run(Map.of("WATCHPARTY_PORT", "1234"), "--port=4321");

        assertThat(started.get(0).port()).isEqualTo(4321);
    }

    @Test
    void an_empty_variable_is_as_none() {
        run(Map.of("WATCHPARTY_PORT", "", "WATCHPARTY_DATABASE_URL", " ", "WATCHPARTY_JWT_SECRET", ""));

        assertThat(started.get(0).port()).isEqualTo(8080);
        assertThat(started.get(0).database()).isNull();
        assertThat(started.get(0).jwtSecret()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "WATCHPARTY_PORT, eighty, --port",
        "WATCHPARTY_PORT, 65536, WATCHPARTY_PORT",
        "WATCHPARTY_PORT, -1, WATCHPARTY_PORT",
        "WATCHPARTY_DATABASE_URL, mysql://db, WATCHPARTY_DATABASE_URL",
        "WATCHPARTY_PUBLIC_URL, watch.example.org, WATCHPARTY_PUBLIC_URL",
        "WATCHPARTY_PUBLIC_URL, 'http://a b', WATCHPARTY_PUBLIC_URL",
        "WATCHPARTY_CORS_ORIGIN, *, WATCHPARTY_CORS_ORIGIN",
        "WATCHPARTY_CORS_ORIGIN, example.org, WATCHPARTY_CORS_ORIGIN",
        "WATCHPARTY_CORS_ORIGIN, 'https://a.example.org,https://b.example.org/page', WATCHPARTY_CORS_ORIGIN",
        "WATCHPARTY_GUESTS, perhaps, --guests",
        "WATCHPARTY_LIMIT_CREATES_PER_HOUR, -1, WATCHPARTY_LIMIT_CREATES_PER_HOUR",
        "WATCHPARTY_LIMIT_JOINS_PER_HOUR, many, --limit-joins-per-hour",
        "WATCHPARTY_LIMIT_FRIEND_REQUESTS_PER_HOUR, -1, WATCHPARTY_LIMIT_FRIEND_REQUESTS_PER_HOUR",
        "WATCHPARTY_LIMIT_CHATS_PER_MINUTE, -2, WATCHPARTY_LIMIT_CHATS_PER_MINUTE",
        "WATCHPARTY_LIMIT_REACTIONS_PER_MINUTE, -1, WATCHPARTY_LIMIT_REACTIONS_PER_MINUTE",
        "WATCHPARTY_LIMIT_COMMANDS_PER_MINUTE, -1, WATCHPARTY_LIMIT_COMMANDS_PER_MINUTE",
        "WATCHPARTY_LIMIT_SETTINGS_PER_HOUR, -1, WATCHPARTY_LIMIT_SETTINGS_PER_HOUR",
        "WATCHPARTY_LIMIT_KICKS_PER_HOUR, -1, WATCHPARTY_LIMIT_KICKS_PER_HOUR",
        "WATCHPARTY_LIMIT_STUDIES_PER_HOUR, -1, WATCHPARTY_LIMIT_STUDIES_PER_HOUR",
        "WATCHPARTY_LIMIT_COMMANDS_PER_SECOND, -1, WATCHPARTY_LIMIT_COMMANDS_PER_SECOND",
        "WATCHPARTY_RETENTION_CHAT_DAYS, -1, WATCHPARTY_RETENTION_CHAT_DAYS",
        "WATCHPARTY_RETENTION_PARTIES_DAYS, -1, WATCHPARTY_RETENTION_PARTIES_DAYS",
        "WATCHPARTY_RETENTION_COMMAND_IDS_DAYS, never, --retention-command-ids-days",
        "WATCHPARTY_HOST_GRACE_SECONDS, -1, WATCHPARTY_HOST_GRACE_SECONDS",
        "WATCHPARTY_HOST_GRACE_SECONDS, soon, --host-grace-seconds",
        "WATCHPARTY_WEBHOOK_URL, ftp://a.example.org, WATCHPARTY_WEBHOOK_URL",
        "WATCHPARTY_WEBHOOK_URL, 'http://a b', WATCHPARTY_WEBHOOK_URL",
        "WATCHPARTY_WEBHOOK_SECRET, too short, WATCHPARTY_WEBHOOK_SECRET",
        "WATCHPARTY_LOG_FORMAT, xml, --log-format"
    })
    void a_wrong_one_stops_the_start_with_a_sentence_that_names_it(String variable, String value, String named) {
        assertThat(run(Map.of(variable, value))).isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(started).isEmpty();
        assertThat(errors.toString()).contains(named);
    }

    @Test
    void an_unknown_one_stops_the_start() {
        assertThat(run(Map.of(), "--prot=80")).isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(errors.toString()).contains("--prot");
    }

    @Test
    void help_names_every_one_and_gives_no_secret_away() {
        run(
                Map.of(
                        "WATCHPARTY_JWT_SECRET",
                        SECRET,
                        "WATCHPARTY_WEBHOOK_SECRET",
                        SECRET,
                        "WATCHPARTY_DATABASE_PASSWORD",
                        "geheim"),
                "--help");

        assertThat(output.toString()).contains("--port", "--data-dir", "--jwks-url", "--limit-joins-per-hour");
        assertThat(output.toString()).doesNotContain(SECRET, "geheim");
    }

    @Test
    void the_version_names_the_build_and_the_java() {
        run(Map.of(), "--version");

        assertThat(output.toString()).startsWith("watchparty ").contains("Java ");
    }

    @Test
    void a_start_that_fails_is_one_sentence_without_a_stack_trace() {
        CommandLine line = Options.commandLine(
                config -> {
                    throw new StartException("the database cannot be used: no such host", null);
                },
                Map.of());
        line.setErr(new PrintWriter(errors, /* autoFlush= */ true));

        assertThat(line.execute()).isEqualTo(CommandLine.ExitCode.SOFTWARE);

        assertThat(errors.toString().strip()).isEqualTo("watchparty: the database cannot be used: no such host");
    }

    @Test
    void a_config_prints_no_secret() {
        run(Map.of(
                "WATCHPARTY_JWT_SECRET",
                SECRET,
                "WATCHPARTY_WEBHOOK_SECRET",
                SECRET,
                "WATCHPARTY_WEBHOOK_URL",
                "https://a.example.org/geheim",
                "WATCHPARTY_DATABASE_URL",
                "jdbc:postgresql://u:geheim@db/p"));

        assertThat(started.get(0).toString()).doesNotContain(SECRET, "geheim");
        assertThat(started.get(0).webhooks().toString()).doesNotContain(SECRET, "geheim");
        assertThat(String.valueOf(started.get(0).database())).doesNotContain("geheim");
    }
}
