package dev.watchparty.load;

import dev.watchparty.load.drive.LoadRun;
import dev.watchparty.load.drive.LoadRun.Acks;
import dev.watchparty.load.drive.LoadRun.Plan;
import dev.watchparty.load.machine.OpenFiles;
import dev.watchparty.load.measure.Ticker;
import dev.watchparty.load.wire.PartyApi;
import dev.watchparty.load.wire.PreparedParty;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code commands}: how many durable commands a second, and how soon they are acked. */
@Command(
        name = "commands",
        description = "Durable commands over many parties on a timetable: ack latency, lost acks, gaps in versions.")
final class CommandsCommand implements Callable<Integer> {

    private static final Duration CONNECT_MAX = Duration.ofMinutes(3);
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration SETTLE_MAX = Duration.ofMinutes(1);

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final ActionOption with = new ActionOption();

    @Option(names = "--parties", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}")
    private int parties = 200;

    @Option(
            names = "--members",
            defaultValue = "2",
            description = "Members of each party, the host included. Default: ${DEFAULT-VALUE}")
    private int members = 2;

    @Option(
            names = "--rate",
            defaultValue = "2000",
            description = "Commands a second, all parties together. Default: ${DEFAULT-VALUE}")
    private double rate = 2000;

    @Option(names = "--seconds", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}")
    private int seconds = 20;

    @Option(
            names = "--warm-up",
            defaultValue = "5",
            description = "Seconds at the same rate that are thrown away. Default: ${DEFAULT-VALUE}")
    private int warmUp = 5;

    @Override
    public Integer call() throws IOException {
        OpenFiles.require((long) parties * members);
        try (ServerUnderLoad server = options.open(common.pinning());
                PartyApi api = server.api()) {
            common.progress().accept("preparing " + parties + " x " + members + " members");
            List<PreparedParty> prepared = api.prepare(parties, members);
            int code = run(server, prepared);
            api.end(prepared);
            return code;
        }
    }

    private int run(ServerUnderLoad server, List<PreparedParty> prepared) throws IOException {
        Ticker ticker = Ticker.system();
        Plan plan = new Plan(prepared, with.action(), Acks.EXPECTED);
        try (LoadRun run = new LoadRun(server.address(), plan, ticker, common.progress())) {
            run.connect(parties * members, CONNECT_MAX);
            run.settle(QUIET, SETTLE_MAX);
            String title = "commands (" + with + ") " + parties + " x " + members + " at " + Math.round(rate) + "/s";
            Round round = new Round(new Report(title), run, server.processes(), ticker, common.progress());
            if (warmUp > 0) {
                run.openLoop(Duration.ofSeconds(warmUp), rate);
            }
            round.openLoop(Duration.ofSeconds(seconds), rate);
            common.print(round.finish());
            return round.isClean() ? 0 : LoadGenerator.FAULTY;
        }
    }
}
