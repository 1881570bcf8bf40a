package dev.watchparty.app;

import dev.watchparty.adapter.web.http.Limits;
import dev.watchparty.adapter.web.socket.SocketWorld.Pace;
import dev.watchparty.adapter.webhook.WebhookSecret;
import dev.watchparty.app.Config.ExternalDatabase;
import dev.watchparty.app.Config.LogFormat;
import dev.watchparty.app.Config.Webhooks;
import dev.watchparty.application.party.RetentionPolicy;
import dev.watchparty.application.port.WebhookEndpoint;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line. Each option may be set in the environment instead: {@code --port} is {@code WATCHPARTY_PORT}, and
 * so on; the command line wins.
 */
@Command(
        name = "watchparty",
        description = "Watch the same video at the same moment, far apart.",
        footer = {
            "",
            "Every option can be set in the environment: --port is WATCHPARTY_PORT, --limit-joins-per-hour is",
            "WATCHPARTY_LIMIT_JOINS_PER_HOUR, and so on. The command line wins."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Build.class,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class Options implements Callable<Integer> {

    /** What is done once the options are understood; returns when the server has stopped. */
    @FunctionalInterface
    interface Action {
        void run(Config config) throws Exception;
    }

    private static final String ENVIRONMENT_PREFIX = "WATCHPARTY_";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    @Option(
            names = "--port",
            defaultValue = "8080",
            paramLabel = "PORT",
            description = "Port to listen on; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "0.0.0.0",
            paramLabel = "ADDRESS",
            description = "Address to listen on (default: ${DEFAULT-VALUE}, which is all).")
    private String host = "";

    @Option(
            names = "--data-dir",
            defaultValue = "watchparty-data",
            paramLabel = "DIR",
            description = "Where the database and the made secret are kept (default: ${DEFAULT-VALUE}).")
    private Path dataDir = Path.of("");

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description =
                    "Your own PostgreSQL, jdbc:postgresql://host/database; without it, one is started in the data directory.")
    private @Nullable String databaseUrl;

    @Option(names = "--database-user", paramLabel = "USER", description = "User for your own PostgreSQL.")
    private @Nullable String databaseUser;

    @Option(
            names = "--database-password",
            paramLabel = "PASSWORD",
            description = "Password for your own PostgreSQL; better set in the environment.")
    private @Nullable String databasePassword;

    @Option(
            names = "--jwt-secret",
            paramLabel = "SECRET",
            description =
                    "Secret of at least 32 bytes that signs tokens (HS256); without it, one is made and kept in the data directory.")
    private @Nullable String jwtSecret;

    @Option(
            names = "--jwks-url",
            paramLabel = "URL",
            description = "Where your identity provider publishes its keys (RS256, ES256).")
    private @Nullable String jwksUrl;

    @Option(
            names = "--jwt-public-key",
            paramLabel = "FILE",
            description = "Your identity provider's public key, in PEM (RS256, ES256).")
    private @Nullable Path jwtPublicKey;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "Where people reach this server, for invite links; without it, the address of each request.")
    private @Nullable String publicUrl;

    @Option(
            names = "--cors-origin",
            paramLabel = "ORIGIN",
            split = ",",
            description = "A site whose pages may use this server, such as https://example.org; may be repeated.")
    private List<String> corsOrigins = List.of();

    @Option(
            names = "--trusted-proxy",
            paramLabel = "ADDRESS",
            split = ",",
            description =
                    "A proxy whose X-Forwarded-For and -Proto are believed, an address or a block such as 10.0.0.0/8; may be repeated.")
    private List<String> trustedProxies = List.of();

    @Option(
            names = "--guests",
            defaultValue = "true",
            paramLabel = "true|false",
            arity = "1",
            description = "Whether people may sign in with nothing but a name (default: ${DEFAULT-VALUE}).")
    private boolean areGuestsWelcome;

    @Option(
            names = "--limit-creates-per-hour",
            defaultValue = "10",
            paramLabel = "N",
            description = "Parties that one user may make in an hour; 0 is no limit (default: ${DEFAULT-VALUE}).")
    private int creates;

    @Option(
            names = "--limit-creates-per-hour-per-address",
            paramLabel = "N",
            description =
                    "Parties that may be made from one address in an hour (default: ten times as many as by one user).")
    private @Nullable Integer createsPerAddress;

    @Option(
            names = "--limit-joins-per-hour",
            defaultValue = "30",
            paramLabel = "N",
            description = "Joins of one user in an hour (default: ${DEFAULT-VALUE}).")
    private int joins;

    @Option(
            names = "--limit-joins-per-hour-per-address",
            paramLabel = "N",
            description = "Joins from one address in an hour (default: ten times as many as by one user).")
    private @Nullable Integer joinsPerAddress;

    @Option(
            names = "--limit-guesses-per-hour",
            defaultValue = "20",
            paramLabel = "N",
            description =
                    "Wrong invite codes and passwords, by one user and from one address (default: ${DEFAULT-VALUE}).")
    private int guesses;

    @Option(
            names = "--limit-guests-per-hour-per-address",
            defaultValue = "30",
            paramLabel = "N",
            description = "Guests who sign in from one address in an hour (default: ${DEFAULT-VALUE}).")
    private int guests;

    @Option(
            names = "--limit-playlist-writes-per-hour",
            defaultValue = "100",
            paramLabel = "N",
            description = "Changes of playlists by one user in an hour (default: ${DEFAULT-VALUE}).")
    private int playlistWrites;

    @Option(
            names = "--limit-friend-requests-per-hour",
            defaultValue = "50",
            paramLabel = "N",
            description = "Requests to be friends of one user in an hour (default: ${DEFAULT-VALUE}).")
    private int friendRequests;

    @Option(
            names = "--limit-chats-per-minute",
            defaultValue = "10",
            paramLabel = "N",
            description = "Chat messages of one user in a minute (default: ${DEFAULT-VALUE}).")
    private int chats;

    @Option(
            names = "--limit-reactions-per-minute",
            defaultValue = "30",
            paramLabel = "N",
            description = "Reactions of one user in a minute (default: ${DEFAULT-VALUE}).")
    private int reactions;

    @Option(
            names = "--limit-commands-per-minute",
            defaultValue = "120",
            paramLabel = "N",
            description = "Other commands of one user by requests in a minute (default: ${DEFAULT-VALUE}).")
    private int requestedCommands;

    @Option(
            names = "--limit-settings-per-hour",
            defaultValue = "20",
            paramLabel = "N",
            description = "Changes of settings by one user in an hour (default: ${DEFAULT-VALUE}).")
    private int settingsChanges;

    @Option(
            names = "--limit-kicks-per-hour",
            defaultValue = "20",
            paramLabel = "N",
            description = "Requests of one user to put somebody out in an hour (default: ${DEFAULT-VALUE}).")
    private int kicks;

    @Option(
            names = "--limit-studies-per-hour",
            defaultValue = "20",
            paramLabel = "N",
            description = "Looks of one user at each kind of statistics in an hour (default: ${DEFAULT-VALUE}).")
    private int studies;

    @Option(
            names = "--limit-commands-per-second",
            defaultValue = "20",
            paramLabel = "N",
            description = "Frames of one connection in a second, clock exchanges aside (default: ${DEFAULT-VALUE}).")
    private int commands;

    @Option(
            names = "--host-grace-seconds",
            defaultValue = "30",
            paramLabel = "N",
            description = "How long a host may be away before somebody stands in (default: ${DEFAULT-VALUE}).")
    private int hostGrace;

    @Option(
            names = "--retention-chat-days",
            paramLabel = "N",
            description = "How long after a party's end what was said is kept; without it, for ever.")
    private @Nullable Integer chatDays;

    @Option(
            names = "--retention-parties-days",
            paramLabel = "N",
            description = "How long after its end a party is kept with all its history; without it, for ever.")
    private @Nullable Integer partiesDays;

    @Option(
            names = "--retention-command-ids-days",
            defaultValue = "7",
            paramLabel = "N",
            description = "How long after a party's end repeated commands are known again (default: ${DEFAULT-VALUE}).")
    private @Nullable Integer commandIdsDays;

    @Option(
            names = "--webhook-url",
            paramLabel = "URL",
            split = ",",
            description = "Where another server is told what happens in parties; may be repeated.")
    private List<String> webhookUrls = List.of();

    @Option(
            names = "--webhook-secret",
            paramLabel = "SECRET",
            split = ",",
            description =
                    "Secret that signs what is told: whsec_ and base64, or any text of at least 24 bytes; repeated, each signs.")
    private List<String> webhookSecrets = List.of();

    @Option(
            names = "--log-format",
            defaultValue = "TEXT",
            paramLabel = "text|json",
            description = "How log lines look (default: text).")
    private LogFormat logFormat = LogFormat.TEXT;

    private final Action action;

    private Options(Action action) {
        this.action = action;
    }

    /** The command line that does {@code action}, with what is not on it taken from {@code environment}. */
    static CommandLine commandLine(Action action, Map<String, String> environment) {
        return new CommandLine(new Options(action))
                .setDefaultValueProvider(new Environment(environment))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (!(failure instanceof StartException)) throw failure;
                    line.getErr().println("watchparty: " + failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    @Override
    public Integer call() throws Exception {
        action.run(config());
        return CommandLine.ExitCode.OK;
    }

    private Config config() {
        require(port >= 0 && port <= 65_535, "--port", "must be between 0 and 65535");
        return new Config(
                host,
                port,
                dataDir.toAbsolutePath().normalize(),
                database(),
                blankIsAbsent(jwtSecret),
                blankIsAbsent(jwksUrl),
                jwtPublicKey,
                url("--public-url", blankIsAbsent(publicUrl)),
                origins(),
                present(trustedProxies),
                areGuestsWelcome,
                limits(),
                pace(),
                Duration.ofSeconds(notNegative("--host-grace-seconds", hostGrace)),
                retention(),
                webhooks(),
                logFormat);
    }

    private @Nullable ExternalDatabase database() {
        String url = blankIsAbsent(databaseUrl);
        if (url == null) return null;
        require(url.startsWith("jdbc:postgresql:"), "--database-url", "must begin with jdbc:postgresql:");
        return new ExternalDatabase(
                url, databaseUser == null ? "" : databaseUser, databasePassword == null ? "" : databasePassword);
    }

    private Pace pace() {
        Limits.Inside limits = limitsInside(); // What people say counts together, in whatever way they say it.
        return new Pace(limits.chats(), limits.reactions(), notNegative("--limit-commands-per-second", commands));
    }

    private Limits limits() {
        return new Limits(
                Limits.creates(notNegative("--limit-creates-per-hour", creates)),
                Limits.createsPerAddress(
                        perAddress("--limit-creates-per-hour-per-address", createsPerAddress, creates)),
                Limits.joins(notNegative("--limit-joins-per-hour", joins)),
                Limits.joinsPerAddress(perAddress("--limit-joins-per-hour-per-address", joinsPerAddress, joins)),
                Limits.guesses(notNegative("--limit-guesses-per-hour", guesses)),
                Limits.guestsPerAddress(notNegative("--limit-guests-per-hour-per-address", guests)),
                Limits.playlistWrites(notNegative("--limit-playlist-writes-per-hour", playlistWrites)),
                Limits.friendRequests(notNegative("--limit-friend-requests-per-hour", friendRequests)),
                limitsInside());
    }

    private Limits.Inside limitsInside() {
        return new Limits.Inside(
                Limits.chats(notNegative("--limit-chats-per-minute", chats)),
                Limits.reactions(notNegative("--limit-reactions-per-minute", reactions)),
                Limits.commands(notNegative("--limit-commands-per-minute", requestedCommands)),
                Limits.settingsChanges(notNegative("--limit-settings-per-hour", settingsChanges)),
                Limits.kicks(notNegative("--limit-kicks-per-hour", kicks)),
                Limits.studies(notNegative("--limit-studies-per-hour", studies)));
    }

    /** A household, a school or an office shares an address; where users have no limit, addresses have none either. */
    private int perAddress(String option, @Nullable Integer written, int perUser) {
        return written == null ? (int) Math.min(Integer.MAX_VALUE, 10L * perUser) : notNegative(option, written);
    }

    private int notNegative(String option, int value) {
        require(value >= 0, option, "must not be negative, but is " + value);
        return value;
    }

    private @Nullable URI url(String option, @Nullable String text) {
        if (text == null) return null;
        try {
            URI uri = new URI(text.replaceFirst("/+$", ""));
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean isWeb = (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
            require(isWeb, option, "must be an address such as https://watch.example.org, but is '" + text + "'");
            return uri;
        } catch (URISyntaxException malformed) {
            throw wrong(option, "is no URL: " + malformed.getMessage());
        }
    }

    /** What is no origin would never be what a browser sends, and so keep everybody out without a word. */
    private List<String> origins() {
        List<String> origins = present(corsOrigins);
        origins.forEach(origin -> require(
                isOrigin(origin),
                "--cors-origin",
                "must be a site such as https://example.org, but is '" + origin + "'"));
        return origins;
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = new URI(text.replaceFirst("/$", ""));
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean isWeb = scheme.equals("http") || scheme.equals("https");
            return isWeb && uri.getHost() != null && text.matches("[^/]+//[^/?#@]+/?");
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private RetentionPolicy retention() {
        return new RetentionPolicy(
                days("--retention-chat-days", chatDays),
                days("--retention-parties-days", partiesDays),
                days("--retention-command-ids-days", commandIdsDays));
    }

    private @Nullable Duration days(String option, @Nullable Integer days) {
        return days == null ? null : Duration.ofDays(notNegative(option, days));
    }

    private Webhooks webhooks() {
        List<WebhookEndpoint> endpoints =
                each("--webhook-url", webhookUrls, url -> new WebhookEndpoint(URI.create(url))).stream()
                        .distinct()
                        .toList();
        List<WebhookSecret> secrets = each("--webhook-secret", webhookSecrets, WebhookSecret::parse);
        require(
                endpoints.isEmpty() || !secrets.isEmpty(),
                "--webhook-secret",
                "must be set where --webhook-url is: endpoints know by it who speaks");
        return new Webhooks(endpoints, secrets);
    }

    private <T> List<T> each(String option, List<String> values, Function<String, T> reading) {
        try {
            return present(values).stream().map(reading).toList();
        } catch (IllegalArgumentException malformed) {
            throw wrong(option, "is no good: " + malformed.getMessage());
        }
    }

    private static List<String> present(List<String> values) {
        return values.stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static @Nullable String blankIsAbsent(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    private void require(boolean isRight, String option, String otherwise) {
        if (!isRight) throw wrong(option, otherwise);
    }

    private ParameterException wrong(String option, String what) {
        return new ParameterException(spec.commandLine(), option + " (" + Environment.nameOf(option) + ") " + what);
    }

    /** Takes from the environment what is not on the command line. */
    private record Environment(Map<String, String> variables) implements IDefaultValueProvider {

        static String nameOf(String option) {
            return ENVIRONMENT_PREFIX
                    + option.replaceFirst("^--", "").replace('-', '_').toUpperCase(Locale.ROOT);
        }

        @Override
        public @Nullable String defaultValue(ArgSpec argument) {
            if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) return null;
            String value = variables.get(nameOf(option.longestName()));
            return value == null || value.isBlank() ? null : value;
        }
    }
}
