package dev.watchparty.load;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How many parties of how many members, and how long their hosts act. */
final class ShapeOptions {

    @Option(names = "--parties", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
    private int parties = 1;

    @Option(
            names = "--members",
            defaultValue = "1000",
            description = "Members of each party, the host included. Default: ${DEFAULT-VALUE}")
    private int members = 1000;

    @Option(
            names = "--rate",
            defaultValue = "5",
            description = "Commands a second in each party in the open loop. Default: ${DEFAULT-VALUE}")
    private double rate = 5;

    @Option(names = "--seconds", defaultValue = "10", description = "Of the open loop. Default: ${DEFAULT-VALUE}")
    private int seconds = 10;

    @Option(
            names = "--warm-up",
            defaultValue = "5",
            description = "Seconds of closed loop that are thrown away. Default: ${DEFAULT-VALUE}")
    private int warmUp = 5;

    @Option(
            names = "--closed-loop",
            defaultValue = "8",
            description =
                    "Seconds of closed loop: each host acts as soon as all have the last. Default: ${DEFAULT-VALUE}")
    private int closedLoop = 8;

    Shape shape() {
        return new Shape(
                new Cell(parties, members),
                rate * parties,
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(closedLoop));
    }
}
