package dev.watchparty.load;

import dev.watchparty.load.drive.LoadRun;
import dev.watchparty.load.drive.PhaseFigures;
import dev.watchparty.load.machine.CpuWindow;
import dev.watchparty.load.machine.ServerProcesses;
import dev.watchparty.load.measure.LatencyFigures;
import dev.watchparty.load.measure.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Phases of one run, measured on both sides and put into a report, a column each. */
final class Round {

    static final String CLOSED_LOOP = "closed_loop";
    static final String OPEN_LOOP = "open_loop";

    /** CPU time of the server's own processes. */
    static final String CPU_OWN = "cpu_us_per_delivery";

    /** The same with the database's, if that is on this machine. */
    static final String CPU_WHOLE = "cpu_whole_us_per_delivery";

    private static final double KIB_PER_MIB = 1024;

    private final LoadRun run;
    private final ServerProcesses server;
    private final Ticker ticker;
    private final Consumer<String> progress;
    private final Report report;
    private boolean clean = true;

    Round(Report report, LoadRun run, ServerProcesses server, Ticker ticker, Consumer<String> progress) {
        this.report = report;
        this.run = run;
        this.server = server;
        this.ticker = ticker;
        this.progress = progress;
    }

    /** A closed loop that only heats. */
    void warmUp(Duration length) {
        if (!length.isZero()) {
            run.closedLoop(length);
        }
    }

    void openLoop(Duration length, double perSecond) {
        openLoop(OPEN_LOOP, length, perSecond);
    }

    void openLoop(String column, Duration length, double perSecond) {
        if (!length.isZero()) {
            measure(column, () -> run.openLoop(length, perSecond));
        }
    }

    void closedLoop(Duration length) {
        if (!length.isZero()) {
            measure(CLOSED_LOOP, () -> run.closedLoop(length));
        }
    }

    /** Adds the server's memory, and hands out the report. */
    Report finish() {
        memory(report, "server", server);
        String loss = run.firstLoss();
        if (!loss.isEmpty()) {
            clean = false;
            progress.accept("connections" + loss);
        }
        return report;
    }

    /** Whether nothing was lost, came out of order, twice, or as an error. */
    boolean isClean() {
        return clean;
    }

    /** Resident memory: of the largest process, and of all together (what they share counts for each). */
    static void memory(Report report, String column, ServerProcesses server) {
        if (server.isEmpty()) return;
        Collection<Long> resident = server.whole().residentKibByProcess().values();
        double largest = resident.stream().mapToLong(kib -> kib).max().orElse(0);
        double all = resident.stream().mapToLong(kib -> kib).sum();
        report.put(column, "rss_mib", largest / KIB_PER_MIB).put(column, "rss_tree_mib", all / KIB_PER_MIB);
    }

    private void measure(String column, Supplier<PhaseFigures> phase) {
        CpuWindow window = CpuWindow.open(server, ticker);
        PhaseFigures figures = phase.get();
        clean &= !figures.isFaulty();
        CpuWindow.Use use = window.close();
        deliveries(column, figures);
        cpu(column, figures, use);
        latencies(column, "", figures.latency());
        acks(column, figures);
        troubles(column, figures);
        if (figures.errors() > 0) {
            progress.accept(figures.errors() + " errors, the first: " + figures.firstError() + hint(figures));
        }
    }

    private static String hint(PhaseFigures figures) {
        return figures.firstError().startsWith("RATE_LIMITED") ? "; its limits are on, see --help" : "";
    }

    private void deliveries(String column, PhaseFigures figures) {
        report.put(column, "commands", figures.commands())
                .put(column, "deliveries", figures.deliveries())
                .put(column, "deliveries_per_s", figures.deliveriesPerSecond());
    }

    private void cpu(String column, PhaseFigures figures, CpuWindow.Use use) {
        double deliveries = Math.max(1, figures.deliveries());
        if (!server.isEmpty()) {
            double commands = Math.max(1, figures.commands());
            report.put(column, CPU_OWN, use.ownNanos() / 1e3 / deliveries)
                    .put(column, "cpu_of_compiler_us", use.compilerNanos() / 1e3 / deliveries)
                    .put(column, CPU_WHOLE, use.wholeNanos() / 1e3 / deliveries)
                    .put(column, "cpu_us_per_command", use.ownNanos() / 1e3 / commands)
                    .put(column, "cpu_whole_us_per_command", use.wholeNanos() / 1e3 / commands)
                    .put(column, "foreign_cores", use.foreignCores());
        }
        report.put(column, "load_us_per_delivery", use.loadNanos() / 1e3 / deliveries);
    }

    private void latencies(String column, String prefix, LatencyFigures latency) {
        report.put(column, prefix + "p50_us", latency.p50Micros())
                .put(column, prefix + "p90_us", latency.p90Micros())
                .put(column, prefix + "p99_us", latency.p99Micros())
                .put(column, prefix + "p99.9_us", latency.p999Micros())
                .put(column, prefix + "max_us", latency.maxMicros());
    }

    private void acks(String column, PhaseFigures figures) {
        PhaseFigures.AckFigures acks = figures.acks();
        if (acks.latency().count() + acks.lost() == 0) return;
        report.put(column, "acks_per_s", figures.acksPerSecond());
        latencies(column, "ack_", acks.latency());
        report.put(column, "acks_lost", acks.lost())
                .put(column, "acks_doubled", acks.doubled())
                .put(column, "version_gaps", acks.versionGaps())
                .put(column, "versions_untold", acks.untold());
    }

    private void troubles(String column, PhaseFigures figures) {
        report.put(column, "lost", figures.faults().lost())
                .put(column, "reordered", figures.faults().reordered())
                .put(column, "doubled", figures.faults().doubled())
                .put(column, "errors", figures.errors())
                .put(column, "stalls", figures.stalls())
                .put(column, "other_messages", figures.otherMessages())
                .put(column, "send_lag_max_us", figures.sendLagMaxMicros());
    }
}
