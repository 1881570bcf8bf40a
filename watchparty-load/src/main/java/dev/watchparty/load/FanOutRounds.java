package dev.watchparty.load;

import dev.watchparty.load.drive.LoadRun;
import dev.watchparty.load.drive.LoadRun.Acks;
import dev.watchparty.load.drive.LoadRun.Plan;
import dev.watchparty.load.machine.FloorServer;
import dev.watchparty.load.machine.OpenFiles;
import dev.watchparty.load.machine.Pinning;
import dev.watchparty.load.machine.ProcessTree;
import dev.watchparty.load.measure.Ticker;
import dev.watchparty.load.wire.PartyApi;
import dev.watchparty.load.wire.PreparedParty;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The same fan-out against a server and against the floor. */
final class FanOutRounds {

    private static final Duration CONNECT_MAX = Duration.ofMinutes(3);
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration SETTLE_MAX = Duration.ofMinutes(1);

    private final ShapeOptions shape;
    private final ActionOption with;
    private final Pinning pinning;
    private final Consumer<String> progress;
    private final Ticker ticker = Ticker.system();
    private boolean clean = true;

    FanOutRounds(ShapeOptions shape, ActionOption with, Pinning pinning, Consumer<String> progress) {
        this.shape = shape;
        this.with = with;
        this.pinning = pinning;
        this.progress = progress;
    }

    Report onServer(ServerOptions options) throws IOException {
        OpenFiles.require((long) shape.parties() * shape.members());
        try (ServerUnderLoad server = options.open(pinning);
                PartyApi api = server.api()) {
            progress.accept("preparing " + shape + " members");
            List<PreparedParty> parties = api.prepare(shape.parties(), shape.members());
            Plan plan = new Plan(parties, with.action(), Acks.EXPECTED);
            Report report = round("fan-out", server.address(), plan, server.processes());
            api.end(parties);
            return report;
        }
    }

    Report onFloor() throws IOException {
        OpenFiles.require((long) shape.parties() * shape.members());
        try (FloorServer floor = FloorServer.start(pinning)) {
            List<PreparedParty> parties = PreparedParty.onTheFloor(shape.parties(), shape.members());
            Plan plan = new Plan(parties, with.action(), Acks.NONE);
            return round("floor", floor.address(), plan, ProcessTree.of(List.of(floor.pid())));
        }
    }

    /** Whether all rounds were. */
    boolean areClean() {
        return clean;
    }

    private Report round(String of, InetSocketAddress address, Plan plan, ProcessTree processes) throws IOException {
        try (LoadRun run = new LoadRun(address, plan, ticker, progress)) {
            run.connect(shape.parties() * shape.members(), CONNECT_MAX);
            run.settle(QUIET, SETTLE_MAX);
            Report figures = new Report(of + " (" + with + ") " + shape);
            Round round = new Round(figures, run, processes, ticker, progress);
            round.warmUp(shape.warmUp());
            round.openLoop(shape.openLoop(), shape.commandsPerSecond());
            round.closedLoop(shape.closedLoop());
            Report report = round.finish();
            clean &= round.isClean();
            return report;
        }
    }
}
