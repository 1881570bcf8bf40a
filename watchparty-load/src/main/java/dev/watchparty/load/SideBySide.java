package dev.watchparty.load;

import dev.watchparty.load.drive.LoadRun;
import dev.watchparty.load.drive.LoadRun.Plan;
import dev.watchparty.load.drive.PhaseFigures;
import dev.watchparty.load.machine.CpuWindow;
import dev.watchparty.load.machine.ServerProcesses;
import dev.watchparty.load.measure.Ticker;
import dev.watchparty.load.wire.HostAction;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * A server and the floor, both started and connected, of which one at a time is under load.
 *
 * <p>Made to bear a noisy machine. What is compared is CPU time by the scheduler's count, not how long things took: who
 * has to wait for a CPU does not pay for that. Compiling is left out, which a server does when it is young. Turns are
 * short and alternate, so that both meet the same machine. What noise remains can only add, by caches that others have
 * filled: so each side's price is the least of its turns.
 */
final class SideBySide implements AutoCloseable {

    private final Side server;
    private final Side floor;

    /** One of the two. */
    private record Side(LoadRun run, ServerProcesses processes) {

        Turn turn(Duration length, Ticker ticker) {
            CpuWindow window = CpuWindow.open(processes, ticker);
            PhaseFigures figures = run.closedLoop(length);
            CpuWindow.Use use = window.close();
            double deliveries = Math.max(1, figures.deliveries());
            double cpuMicros = (use.ownNanos() - use.compilerNanos()) / 1e3 / deliveries;
            return new Turn(cpuMicros, figures.isFaulty());
        }
    }

    /** What a delivery cost in one turn, its microseconds of CPU. */
    private record Turn(double cpuMicros, boolean isFaulty) {}

    /** A turn of each. */
    private record Pair(Turn server, Turn floor) {

        double ratio() {
            return server.cpuMicros / floor.cpuMicros;
        }
    }

    /**
     * What was found.
     *
     * @param ratio of the least that a delivery cost on either side
     * @param pairs the ratio of each round, which noise moves more
     * @param isFaulty whether deliveries were lost, doubled or out of order
     */
    record Comparison(double ratio, Spread server, Spread floor, Spread pairs, boolean isFaulty) {

        Report report(String title) {
            Report report = new Report(title);
            put(report, "server", server);
            put(report, "floor", floor);
            put(report, "ratio", pairs);
            return report.put("ratio", "of_the_least", ratio);
        }

        private static void put(Report report, String column, Spread spread) {
            report.put(column, "least", spread.min())
                    .put(column, "median", spread.median())
                    .put(column, "most", spread.max());
        }
    }

    private final Ticker ticker = Ticker.system();

    private SideBySide(Side server, Side floor) {
        this.server = server;
        this.floor = floor;
    }

    static SideBySide connect(Contender.Running server, Contender.Running floor, Cell cell, Consumer<String> progress)
            throws IOException {
        Side first = side(server, cell, progress);
        try {
            return new SideBySide(first, side(floor, cell, progress));
        } catch (IOException notConnected) {
            first.run().close();
            throw notConnected;
        }
    }

    private static Side side(Contender.Running contender, Cell cell, Consumer<String> progress) throws IOException {
        Plan plan = new Plan(contender.prepare(cell), HostAction.SEEK, contender.acks());
        LoadRun run = new LoadRun(contender.address(), plan, Ticker.system(), progress);
        try {
            run.connect(cell.connections(), FanOutRounds.CONNECT_MAX);
            run.settle(FanOutRounds.QUIET, FanOutRounds.SETTLE_MAX);
            return new Side(run, contender.processes());
        } catch (IOException notConnected) {
            run.close();
            throw notConnected;
        }
    }

    void warmUp(Duration each) {
        floor.run().closedLoop(each.dividedBy(4)); // It has nothing to warm; the load generator has.
        server.run().closedLoop(each);
    }

    /** Takes turns, the server first in every other round. */
    Comparison compare(int rounds, Duration length) {
        List<Pair> pairs = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            if (round % 2 == 0) {
                Turn first = server.turn(length, ticker);
                pairs.add(new Pair(first, floor.turn(length, ticker)));
            } else {
                Turn first = floor.turn(length, ticker);
                pairs.add(new Pair(server.turn(length, ticker), first));
            }
        }
        return comparison(pairs);
    }

    private static Comparison comparison(List<Pair> pairs) {
        Spread above = spread(pairs, pair -> pair.server.cpuMicros);
        Spread below = spread(pairs, pair -> pair.floor.cpuMicros);
        return new Comparison(
                above.min() / below.min(),
                above,
                below,
                spread(pairs, Pair::ratio),
                pairs.stream().anyMatch(pair -> pair.server.isFaulty || pair.floor.isFaulty));
    }

    private static Spread spread(List<Pair> pairs, ToDoubleFunction<Pair> figure) {
        return Spread.of(pairs.stream().mapToDouble(figure).boxed().toList());
    }

    @Override
    public void close() {
        server.run().close();
        floor.run().close();
    }
}
