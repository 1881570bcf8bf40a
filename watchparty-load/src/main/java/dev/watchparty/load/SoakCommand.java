package dev.watchparty.load;

import dev.watchparty.load.drive.Churner;
import dev.watchparty.load.drive.LoadRun;
import dev.watchparty.load.drive.LoadRun.Acks;
import dev.watchparty.load.drive.LoadRun.Plan;
import dev.watchparty.load.drive.PhaseFigures;
import dev.watchparty.load.machine.Footprint;
import dev.watchparty.load.machine.OpenFiles;
import dev.watchparty.load.measure.Ticker;
import dev.watchparty.load.measure.Trend;
import dev.watchparty.load.wire.HostAction;
import dev.watchparty.load.wire.PartyApi;
import dev.watchparty.load.wire.SpareSeats;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code soak}: whether a server that is busy for long, while people come and go, holds ever more. */
@Command(
        name = "soak",
        description = "Parties that are busy while others connect and drop: memory, heap, threads and open files of"
                + " the server, again and again. Exit code 3 if one of them grows, or anything was lost. Needs --pid"
                + " or --start.")
final class SoakCommand implements Callable<Integer> {

    private static final Duration CONNECT_MAX = Duration.ofMinutes(3);
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration SETTLE_MAX = Duration.ofMinutes(1);

    private final Ticker ticker = Ticker.system();

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--minutes", defaultValue = "30", description = "Default: ${DEFAULT-VALUE}")
    private double minutes = 30;

    @Option(
            names = "--churn-per-minute",
            defaultValue = "1000",
            description = "How many connect, and how many drop, a minute. Default: ${DEFAULT-VALUE}")
    private double churnPerMinute = 1000;

    @Option(names = "--parties", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}")
    private int parties = 20;

    @Option(
            names = "--members",
            defaultValue = "20",
            description = "Members of each party who stay, the host included. Default: ${DEFAULT-VALUE}")
    private int members = 20;

    @Option(
            names = "--visitors",
            defaultValue = "20",
            description = "Members of each party who come and go. Default: ${DEFAULT-VALUE}")
    private int visitors = 20;

    @Option(
            names = "--rate",
            defaultValue = "1",
            description = "Seeks a second in each party. Default: ${DEFAULT-VALUE}")
    private double rate = 1;

    @Option(
            names = "--sample-seconds",
            defaultValue = "30",
            description = "Seconds from one look at the server to the next. Default: ${DEFAULT-VALUE}")
    private int sampleSeconds = 30;

    @Option(
            names = "--warm-up",
            defaultValue = "120",
            description = "Seconds of the same before the first look. Default: ${DEFAULT-VALUE}")
    private int warmUp = 120;

    @Override
    public Integer call() throws IOException {
        OpenFiles.require((long) parties * (members + visitors));
        try (ServerUnderLoad server = options.open(common.pinning());
                PartyApi api = server.api()) {
            SpareSeats seats = SpareSeats.of(api.prepare(parties, members + visitors), visitors);
            int code = run(server, seats);
            api.end(seats.parties());
            return code;
        }
    }

    private int run(ServerUnderLoad server, SpareSeats seats) throws IOException {
        Plan plan = new Plan(seats.parties(), HostAction.SEEK, Acks.AMONG_OTHERS);
        try (LoadRun run = new LoadRun(server.address(), plan, ticker, line -> {});
                Churner churner = Churner.start(server.address(), seats.spare(), churnPerMinute, ticker)) {
            run.connect(parties * members, CONNECT_MAX);
            run.settle(QUIET, SETTLE_MAX);
            if (warmUp > 0) {
                busy(run, warmUp);
            }
            SoakSeries series = new SoakSeries();
            boolean isClean = watch(server, run, series);
            common.print(series.report(minutes, churnPerMinute, churner.figures()));
            series.growth().forEach(common.progress());
            String loss = run.firstLoss() + churner.figures().firstLoss();
            common.progress().accept("connections that broke: " + (loss.isEmpty() ? "none" : loss));
            return isClean && loss.isEmpty() && series.growth().isEmpty() ? 0 : LoadGenerator.FAULTY;
        }
    }

    /** Whether nothing was lost meanwhile. */
    private boolean watch(ServerUnderLoad server, LoadRun run, SoakSeries series) throws IOException {
        boolean isClean = true;
        long begin = ticker.nanos();
        double seconds = 0;
        for (int looks = 0; looks < Trend.SAMPLES_MIN || seconds < minutes * 60; looks++) {
            isClean &= busy(run, sampleSeconds);
            seconds = (ticker.nanos() - begin) / 1e9;
            Footprint footprint = Footprint.of(server.processes().own());
            series.add(seconds, footprint);
            common.progress().accept(SoakSeries.line(seconds, footprint));
        }
        return isClean;
    }

    private boolean busy(LoadRun run, int seconds) {
        PhaseFigures figures = run.openLoop(Duration.ofSeconds(seconds), rate * parties);
        return !figures.isFaulty();
    }
}
