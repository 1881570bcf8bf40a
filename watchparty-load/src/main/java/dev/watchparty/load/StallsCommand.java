package dev.watchparty.load;

import dev.watchparty.load.drive.LoadRun;
import dev.watchparty.load.drive.LoadRun.Acks;
import dev.watchparty.load.drive.LoadRun.Plan;
import dev.watchparty.load.drive.StalledPeer;
import dev.watchparty.load.drive.StalledPeer.Habit;
import dev.watchparty.load.machine.OpenFiles;
import dev.watchparty.load.measure.LatencyFigures;
import dev.watchparty.load.measure.Ticker;
import dev.watchparty.load.socket.Upgrade;
import dev.watchparty.load.wire.HostAction;
import dev.watchparty.load.wire.PartyApi;
import dev.watchparty.load.wire.SpareSeats;
import dev.watchparty.load.wire.Ticket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stalls}: what the others notice of members who stop reading, trickle, or vanish. */
@Command(
        name = "stalls",
        description = "One party, by turns without and with members who stop reading, read a byte a second, or vanish"
                + " without a word: latencies of the rest, memory of the server, and when the bad ones are gone."
                + " Exit code 3 if one is never, or anything was lost.")
final class StallsCommand implements Callable<Integer> {

    private static final Duration CONNECT_MAX = Duration.ofMinutes(3);
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration SETTLE_MAX = Duration.ofMinutes(1);

    private final Ticker ticker = Ticker.system();

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--members",
            defaultValue = "200",
            description = "Members who behave, the host included. Default: ${DEFAULT-VALUE}")
    private int members = 200;

    @Option(
            names = "--stalled",
            defaultValue = "10",
            description = "Members of each bad habit in a round. Default: ${DEFAULT-VALUE}")
    private int stalled = 10;

    @Option(names = "--rate", defaultValue = "20", description = "Seeks a second. Default: ${DEFAULT-VALUE}")
    private double rate = 20;

    @Option(
            names = "--seconds",
            defaultValue = "40",
            description = "Of each half of a round; long enough for the bad ones to be found out."
                    + " Default: ${DEFAULT-VALUE}")
    private int seconds = 40;

    @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}")
    private int rounds = 3;

    @Option(names = "--warm-up", defaultValue = "10", description = "Seconds. Default: ${DEFAULT-VALUE}")
    private int warmUp = 10;

    @Override
    public Integer call() throws IOException {
        int spare = stalled * Habit.values().length;
        OpenFiles.require(members + spare);
        try (ServerUnderLoad server = options.open(common.pinning());
                PartyApi api = server.api()) {
            SpareSeats seats = SpareSeats.of(api.prepare(1, members + spare), spare);
            int code = run(server, seats);
            api.end(seats.parties());
            return code;
        }
    }

    private int run(ServerUnderLoad server, SpareSeats seats) throws IOException {
        Plan plan = new Plan(seats.parties(), HostAction.SEEK, Acks.AMONG_OTHERS);
        try (LoadRun run = new LoadRun(server.address(), plan, ticker, common.progress())) {
            run.connect(members, CONNECT_MAX);
            run.settle(QUIET, SETTLE_MAX);
            if (warmUp > 0) {
                run.openLoop(Duration.ofSeconds(warmUp), rate);
            }
            run.keepPartiesApart();
            Report report = new Report(
                    "stalls, " + members + " members, " + stalled + " of each bad habit, " + rounds + " rounds");
            Round round = new Round(report, run, server.processes(), ticker, common.progress());
            StallFigures figures = new StallFigures();
            for (int number = 1; number <= rounds; number++) {
                LatencyFigures without = half(round, run, "without_" + number);
                memory(report, "without_" + number, server);
                figures.add(without, withStalled(server, seats, round, run, figures, "with_" + number));
                memory(report, "with_" + number, server);
            }
            figures.putInto(report);
            common.print(round.finish());
            figures.complaints().forEach(common.progress());
            return round.isClean() && figures.complaints().isEmpty() ? 0 : LoadGenerator.FAULTY;
        }
    }

    private LatencyFigures half(Round round, LoadRun run, String column) {
        round.openLoop(column, Duration.ofSeconds(seconds), rate);
        return run.latenciesOfEach().get(0);
    }

    private LatencyFigures withStalled(
            ServerUnderLoad server, SpareSeats seats, Round round, LoadRun run, StallFigures figures, String column)
            throws IOException {
        List<StalledPeer> peers = new ArrayList<>();
        try {
            start(server.address(), seats, peers);
            try (GoneWatch watch = GoneWatch.start(server.address().getPort(), peers, ticker)) {
                LatencyFigures latencies = half(round, run, column);
                figures.addGone(peers, watch);
                return latencies;
            }
        } finally {
            for (StalledPeer peer : peers) {
                peer.close();
            }
        }
    }

    private void start(InetSocketAddress server, SpareSeats seats, List<StalledPeer> peers) throws IOException {
        String host = server.getHostString() + ":" + server.getPort();
        Habit[] habits = Habit.values();
        for (int number = 0; number < stalled * habits.length; number++) {
            Ticket ticket = seats.spare().get(number);
            Upgrade upgrade = new Upgrade(host, ticket.path(), ticket.subprotocol(), number);
            peers.add(StalledPeer.start(server, upgrade, habits[number % habits.length], ticker));
        }
    }

    private static void memory(Report report, String column, ServerUnderLoad server) {
        Round.memory(report, column, server.processes());
    }
}
