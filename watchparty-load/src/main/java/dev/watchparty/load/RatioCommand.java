package dev.watchparty.load;

import dev.watchparty.load.machine.FloorProgram;
import dev.watchparty.load.machine.OpenFiles;
import dev.watchparty.load.machine.Pinning;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ratio}: whether a delivery has become dearer, relative to the floor. Short enough for every build. */
@Command(
        name = "ratio",
        description = "Runs server and floor side by side, by turns, for half a minute, and compares what a delivery"
                + " costs the server's own processes with what was recorded: exit code " + LoadGenerator.DEARER
                + " if it is a fifth more.")
final class RatioCommand implements Callable<Integer> {

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--record", required = true, description = "The file with the recorded ratio, and its cell.")
    private Path record = Path.of("");

    @Option(
            names = "--warm-up",
            defaultValue = "8",
            description = "Seconds of each before the first round. Default: ${DEFAULT-VALUE}")
    private int warmUp = 8;

    @Option(names = "--rounds", defaultValue = "8", description = "Of each attempt. Default: ${DEFAULT-VALUE}")
    private int rounds = 8;

    @Option(
            names = "--turn-ms",
            defaultValue = "400",
            description = "Milliseconds of each in a round. Default: ${DEFAULT-VALUE}")
    private int turnMs = 400;

    @Option(
            names = "--attempts",
            defaultValue = "3",
            description = "It is dearer only if it is in all of so many attempts. Default: ${DEFAULT-VALUE}")
    private int attempts = 3;

    @Override
    public Integer call() throws IOException {
        RecordedRatio recorded = RecordedRatio.read(record);
        OpenFiles.require(2L * recorded.cell().connections());
        Pinning pinning = common.pinning();
        try (FloorProgram program = FloorProgram.compile();
                Contender.Running floor = BareContender.floor(program.path()).start(pinning);
                Contender.Running server = new OurContender(options).start(pinning)) {
            return compare(recorded, server, floor);
        }
    }

    private int compare(RecordedRatio recorded, Contender.Running server, Contender.Running floor) throws IOException {
        try (SideBySide both = SideBySide.connect(server, floor, recorded.cell(), common.progress())) {
            both.warmUp(Duration.ofSeconds(warmUp));
            for (int attempt = 1; ; attempt++) {
                SideBySide.Comparison found = both.compare(rounds, Duration.ofMillis(turnMs));
                common.print(found.report("attempt " + attempt + ", " + recorded.cell()));
                if (found.isFaulty()) return LoadGenerator.FAULTY;
                if (recorded.allows(found.ratio())) return 0;
                common.progress().accept(complaint(found.ratio(), recorded));
                if (attempt == attempts) return LoadGenerator.DEARER;
            }
        }
    }

    private static String complaint(double ratio, RecordedRatio recorded) {
        return String.format(
                Locale.ROOT,
                "a delivery costs %.2f times the floor; recorded are %.2f, and %.2f are allowed",
                ratio,
                recorded.ratio(),
                recorded.ratioMax());
    }
}
