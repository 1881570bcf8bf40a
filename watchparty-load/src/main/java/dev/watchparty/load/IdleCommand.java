package dev.watchparty.load;

import dev.watchparty.load.drive.LoadRun;
import dev.watchparty.load.drive.LoadRun.Acks;
import dev.watchparty.load.drive.LoadRun.Plan;
import dev.watchparty.load.machine.CpuWindow;
import dev.watchparty.load.machine.OpenFiles;
import dev.watchparty.load.measure.Ticker;
import dev.watchparty.load.wire.HostAction;
import dev.watchparty.load.wire.PartyApi;
import dev.watchparty.load.wire.PreparedParty;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code idle}: the memory of a server whose members are connected and do nothing. */
@Command(
        name = "idle",
        description =
                "Opens connections and lets them be: resident memory in all and a connection. Needs --pid or --start.")
final class IdleCommand implements Callable<Integer> {

    private static final Duration CONNECT_MAX = Duration.ofMinutes(10);
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration SETTLE_MAX = Duration.ofMinutes(2);

    /** The column of the server that nobody is connected to. */
    private static final String EMPTY = "empty";

    private final Ticker ticker = Ticker.system();

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--connections",
            defaultValue = "1000,10000",
            split = ",",
            description = "How many, step by step; up to 50000 if as many files may be open. Default: ${DEFAULT-VALUE}")
    private List<Integer> steps = new ArrayList<>();

    @Option(names = "--per-party", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}")
    private int perParty = 100;

    @Option(
            names = "--hold",
            defaultValue = "5",
            description = "Seconds for which the server's CPU is watched while all is idle. Default: ${DEFAULT-VALUE}")
    private int hold = 5;

    @Option(names = "--gc", description = "Let the server collect its garbage before its memory is read (jcmd).")
    private boolean gc;

    @Override
    public Integer call() throws IOException {
        int most = Collections.max(steps);
        OpenFiles.require(most);
        try (ServerUnderLoad server = options.open(common.pinning());
                PartyApi api = server.api()) {
            common.progress().accept("preparing " + most + " members in parties of " + perParty);
            List<PreparedParty> parties = api.prepare((most + perParty - 1) / perParty, perParty);
            int code = run(server, parties);
            api.end(parties);
            return code;
        }
    }

    private int run(ServerUnderLoad server, List<PreparedParty> parties) throws IOException {
        Report report = new Report("idle connections, " + perParty + " to a party");
        Plan plan = new Plan(parties, HostAction.SEEK, Acks.NONE);
        try (LoadRun run = new LoadRun(server.address(), plan, ticker, common.progress())) {
            memory(report, EMPTY, server);
            for (int connections : steps.stream().sorted().toList()) {
                step(report, server, run, connections);
            }
            common.print(report);
            common.progress().accept("connections open" + run.firstLoss());
            return run.firstLoss().isEmpty() ? 0 : LoadGenerator.FAULTY;
        }
    }

    private void step(Report report, ServerUnderLoad server, LoadRun run, int connections) throws IOException {
        String column = Integer.toString(connections);
        long begin = ticker.nanos();
        run.connect(connections, CONNECT_MAX);
        report.put(column, "connected_after_s", (ticker.nanos() - begin) / 1e9);
        run.settle(QUIET, SETTLE_MAX);
        CpuWindow window = CpuWindow.open(server.processes(), ticker);
        run.hold(Duration.ofSeconds(hold));
        report.put(column, "idle_cores", window.close().ownNanos() / 1e9 / Math.max(1, hold));
        memory(report, column, server);
        growth(report, "kib_per_connection", EMPTY, 0, connections);
        int first = Collections.min(steps);
        if (connections > first) {
            growth(report, "kib_per_connection_slope", Integer.toString(first), first, connections);
        }
    }

    private void memory(Report report, String column, ServerUnderLoad server) throws IOException {
        if (gc) {
            server.collectGarbage();
        }
        Round.memory(report, column, server.processes());
    }

    /** What each connection beyond {@code before} has added to the resident memory of the server's largest process. */
    private static void growth(Report report, String row, String since, int before, int connections) {
        String column = Integer.toString(connections);
        Number less = report.columns().getOrDefault(since, Map.of()).get("rss_mib");
        Number more = report.columns().getOrDefault(column, Map.of()).get("rss_mib");
        if (less != null && more != null) {
            double kib = (more.doubleValue() - less.doubleValue()) * 1024;
            report.put(column, row, kib / (connections - before));
        }
    }
}
