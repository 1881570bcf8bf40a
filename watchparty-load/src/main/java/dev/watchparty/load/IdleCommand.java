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

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--connections", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}")
    private int connections = 10_000;

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
        OpenFiles.require(connections);
        try (ServerUnderLoad server = options.open(common.pinning());
                PartyApi api = server.api()) {
            common.progress().accept("preparing " + connections + " members in parties of " + perParty);
            List<PreparedParty> parties = api.prepare((connections + perParty - 1) / perParty, perParty);
            int code = run(server, parties);
            api.end(parties);
            return code;
        }
    }

    private int run(ServerUnderLoad server, List<PreparedParty> parties) throws IOException {
        Report report = new Report("idle " + connections + " connections");
        Ticker ticker = Ticker.system();
        Plan plan = new Plan(parties, HostAction.SEEK, Acks.NONE);
        try (LoadRun run = new LoadRun(server.address(), plan, ticker, common.progress())) {
            memory(report, "before", server);
            long begin = ticker.nanos();
            run.connect(connections, CONNECT_MAX);
            report.put("after", "connect_s", (ticker.nanos() - begin) / 1e9);
            run.settle(QUIET, SETTLE_MAX);
            CpuWindow window = CpuWindow.open(server.processes(), ticker);
            run.hold(Duration.ofSeconds(hold));
            report.put("after", "idle_cores", window.close().ownNanos() / 1e9 / Math.max(1, hold));
            memory(report, "after", server);
            perConnection(report);
            common.print(report);
            common.progress().accept("connections open" + run.firstLoss());
            return run.firstLoss().isEmpty() ? 0 : LoadGenerator.FAULTY;
        }
    }

    private void memory(Report report, String column, ServerUnderLoad server) throws IOException {
        if (gc) {
            server.collectGarbage();
        }
        Round.memory(report, column, server.processes());
    }

    private void perConnection(Report report) {
        Number before = report.columns().getOrDefault("before", Map.of()).get("rss_mib");
        Number after = report.columns().getOrDefault("after", Map.of()).get("rss_mib");
        if (before != null && after != null) {
            double growth = after.doubleValue() - before.doubleValue();
            report.put("after", "kib_per_connection", growth * 1024 / connections);
        }
    }
}
