package dev.watchparty.load;

import dev.watchparty.load.drive.LoadRun;
import dev.watchparty.load.drive.LoadRun.Plan;
import dev.watchparty.load.machine.OpenFiles;
import dev.watchparty.load.machine.Pinning;
import dev.watchparty.load.measure.Ticker;
import dev.watchparty.load.wire.PreparedParty;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The same fan-out against one server after the other. */
final class FanOutRounds {

    static final Duration CONNECT_MAX = Duration.ofMinutes(3);
    static final Duration QUIET = Duration.ofSeconds(1);
    static final Duration SETTLE_MAX = Duration.ofMinutes(1);

    private final ActionOption with;
    private final Pinning pinning;
    private final Consumer<String> progress;
    private final Ticker ticker = Ticker.system();
    private boolean clean = true;

    FanOutRounds(ActionOption with, Pinning pinning, Consumer<String> progress) {
        this.with = with;
        this.pinning = pinning;
        this.progress = progress;
    }

    /** Starts the server, measures it, and stops it. */
    Report measure(Contender contender, Shape shape) throws IOException {
        OpenFiles.require(shape.cell().connections());
        progress.accept("preparing " + shape.cell() + " members for: " + contender.name());
        try (Contender.Running server = contender.start(pinning)) {
            List<PreparedParty> parties = server.prepare(shape.cell());
            Report report = round(contender.name(), server, parties, shape);
            server.end(parties);
            return report;
        }
    }

    /** Whether all rounds were. */
    boolean areClean() {
        return clean;
    }

    private Report round(String name, Contender.Running server, List<PreparedParty> parties, Shape shape)
            throws IOException {
        Plan plan = new Plan(parties, with.action(), server.acks());
        try (LoadRun run = new LoadRun(server.address(), plan, ticker, progress)) {
            run.connect(shape.cell().connections(), CONNECT_MAX);
            run.settle(QUIET, SETTLE_MAX);
            Report figures = new Report(name + " (" + with + ") " + shape.cell());
            Round round = new Round(figures, run, server.processes(), ticker, progress);
            round.warmUp(shape.warmUp());
            round.openLoop(shape.openLoop(), shape.commandsPerSecond());
            round.closedLoop(shape.closedLoop());
            Report report = round.finish();
            clean &= round.isClean();
            return report;
        }
    }
}
