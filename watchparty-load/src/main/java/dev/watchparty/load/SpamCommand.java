package dev.watchparty.load;

import dev.watchparty.load.drive.LoadRun;
import dev.watchparty.load.drive.LoadRun.Acks;
import dev.watchparty.load.drive.LoadRun.Plan;
import dev.watchparty.load.drive.SpamFigures;
import dev.watchparty.load.drive.Spammer;
import dev.watchparty.load.machine.OpenFiles;
import dev.watchparty.load.measure.LatencyFigures;
import dev.watchparty.load.measure.Ticker;
import dev.watchparty.load.wire.HostAction;
import dev.watchparty.load.wire.PartyApi;
import dev.watchparty.load.wire.PreparedParty;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spam}: what others notice of a member who floods the server. */
@Command(
        name = "spam",
        description = "Two parties whose hosts seek, before and while a member of one of them sends messages, reactions"
                + " and broken frames without end. Leave the server's limits of chats, reactions and commands on.")
final class SpamCommand implements Callable<Integer> {

    private static final Duration CONNECT_MAX = Duration.ofMinutes(3);
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration SETTLE_MAX = Duration.ofMinutes(1);

    /** In the order in which they are prepared. */
    private static final List<String> PARTIES = List.of("quiet_", "spammed_");

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--members",
            defaultValue = "200",
            description = "Members of each party, the host included. Default: ${DEFAULT-VALUE}")
    private int members = 200;

    @Option(
            names = "--rate",
            defaultValue = "5",
            description = "Seeks a second in each party; below the server's limit. Default: ${DEFAULT-VALUE}")
    private double rate = 5;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "Before the flood, and again while it lasts. Default: ${DEFAULT-VALUE}")
    private int seconds = 20;

    @Option(
            names = "--warm-up",
            defaultValue = "5",
            description = "Seconds at the same rate that are thrown away. Default: ${DEFAULT-VALUE}")
    private int warmUp = 5;

    @Option(
            names = "--flood",
            defaultValue = "0",
            description =
                    "Frames a second of the spammer, 0 for as many as the server takes. Default: ${DEFAULT-VALUE}")
    private double flood;

    @Override
    public Integer call() throws IOException {
        OpenFiles.require((long) PARTIES.size() * members + 1);
        try (ServerUnderLoad server = options.open(common.pinning(), StartedEnvironment.Limits.INSIDE);
                PartyApi api = server.api()) {
            common.progress().accept("preparing " + PARTIES.size() + " x " + members + " members");
            List<PreparedParty> prepared = api.prepare(PARTIES.size(), members);
            int code = run(server, prepared);
            api.end(prepared);
            return code;
        }
    }

    private int run(ServerUnderLoad server, List<PreparedParty> prepared) throws IOException {
        Ticker ticker = Ticker.system();
        Plan plan = new Plan(prepared, HostAction.SEEK, Acks.AMONG_OTHERS);
        try (LoadRun run = new LoadRun(server.address(), plan, ticker, common.progress())) {
            run.keepPartiesApart();
            run.connect(PARTIES.size() * members, CONNECT_MAX);
            run.settle(QUIET, SETTLE_MAX);
            Report report = new Report("spam in one of " + PARTIES.size() + " x " + members);
            Round round = new Round(report, run, server.processes(), ticker, common.progress());
            double perSecond = rate * PARTIES.size();
            if (warmUp > 0) {
                run.openLoop(Duration.ofSeconds(warmUp), perSecond);
            }
            round.openLoop("before", Duration.ofSeconds(seconds), perSecond);
            parties(report, "before", run.latenciesOfEach());
            PreparedParty spammed = prepared.get(prepared.size() - 1);
            try (Spammer spammer = Spammer.start(server.address(), spammed, flood, ticker)) {
                round.openLoop("flooded", Duration.ofSeconds(seconds), perSecond);
                parties(report, "flooded", run.latenciesOfEach());
                spammer(report, spammer.figures());
            }
            common.print(round.finish());
            return round.isClean() ? 0 : LoadGenerator.FAULTY;
        }
    }

    private static void parties(Report report, String column, List<LatencyFigures> latencies) {
        row(report, column, "deliveries", latencies, LatencyFigures::count);
        row(report, column, "p50_us", latencies, LatencyFigures::p50Micros);
        row(report, column, "p99_us", latencies, LatencyFigures::p99Micros);
        row(report, column, "max_us", latencies, LatencyFigures::maxMicros);
    }

    private static void row(
            Report report,
            String column,
            String name,
            List<LatencyFigures> latencies,
            Function<LatencyFigures, Number> figure) {
        for (int party = 0; party < PARTIES.size(); party++) {
            report.put(column, PARTIES.get(party) + name, figure.apply(latencies.get(party)));
        }
    }

    private void spammer(Report report, SpamFigures figures) {
        report.put("spammer", "frames", figures.frames())
                .put("spammer", "frames_per_s", figures.framesPerSecond())
                .put("spammer", "acks", figures.acks())
                .put("spammer", "losses", figures.losses());
        figures.errors().forEach((code, count) -> report.put("spammer", "errors_" + code, count));
        if (figures.losses() > 0) {
            common.progress().accept("the spammer was cut off, first because " + figures.firstLoss());
        }
    }
}
