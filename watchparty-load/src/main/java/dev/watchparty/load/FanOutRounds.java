package dev.watchparty.load;

import dev.watchparty.load.drive.LoadRun;
import dev.watchparty.load.drive.LoadRun.Acks;
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
    private final Pinning pinning;
    private final Consumer<String> progress;
    private final Ticker ticker = Ticker.system();
    private boolean clean = true;

    FanOutRounds(ShapeOptions shape, Pinning pinning, Consumer<String> progress) {
        this.shape = shape;
        this.pinning = pinning;
        this.progress = progress;
    }

    Report onServer(ServerOptions options) throws IOException {
        OpenFiles.require((long) shape.parties() * shape.members());
        try (ServerUnderLoad server = options.open(pinning);
                PartyApi api = server.api()) {
            progress.accept("preparing " + shape + " members");
            List<PreparedParty> parties = api.prepare(shape.parties(), shape.members());
            Report report = round("fan-out " + shape, server.address(), parties, Acks.EXPECTED, server.processes());
            api.end(parties);
            return report;
        }
    }

    Report onFloor() throws IOException {
        OpenFiles.require((long) shape.parties() * shape.members());
        try (FloorServer floor = FloorServer.start(pinning)) {
            List<PreparedParty> parties = PreparedParty.onTheFloor(shape.parties(), shape.members());
            return round("floor " + shape, floor.address(), parties, Acks.NONE, ProcessTree.of(List.of(floor.pid())));
        }
    }

    /** Whether all rounds were. */
    boolean areClean() {
        return clean;
    }

    private Report round(
            String title, InetSocketAddress address, List<PreparedParty> parties, Acks acks, ProcessTree processes)
            throws IOException {
        try (LoadRun run = new LoadRun(address, parties, acks, ticker, progress)) {
            run.connect(shape.parties() * shape.members(), CONNECT_MAX);
            run.settle(QUIET, SETTLE_MAX);
            Round round = new Round(title, run, processes, ticker, progress);
            round.warmUp(shape.warmUp());
            round.openLoop(shape.openLoop(), shape.seeksPerSecond());
            round.closedLoop(shape.closedLoop());
            Report report = round.finish();
            clean &= round.isClean();
            return report;
        }
    }
}
