package dev.watchparty.load;

import dev.watchparty.load.machine.FloorProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code figures}: the table that the README publishes. */
@Command(
        name = "figures",
        description = "Measures the floor, bare servers on what Java offers, and a Watchparty server in turn, round"
                + " after round, and prints a table in Markdown. Half an hour; leave the machine alone meanwhile.")
final class FiguresCommand implements Callable<Integer> {

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Mixin
    private final ActionOption with = new ActionOption();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--cell",
            defaultValue = "1x1000,10x100,100x100",
            split = ",",
            converter = CellConverter.class,
            description = "Parties x members of each. Default: ${DEFAULT-VALUE}")
    private List<Cell> cells = new ArrayList<>();

    @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}")
    private int rounds = 3;

    @Option(
            names = "--comparators",
            defaultValue = "watchparty-comparators/target/watchparty-comparators.jar",
            description = "The jar of the bare servers; they are left out if it is missing. Default: ${DEFAULT-VALUE}")
    private Path comparators = Path.of("");

    @Option(
            names = "--rate",
            defaultValue = "5",
            description = "Commands a second in each party in the open loop. Default: ${DEFAULT-VALUE}")
    private double rate = 5;

    @Option(
            names = "--deliveries",
            defaultValue = "20000",
            description = "Deliveries a second at most in the open loop. Default: ${DEFAULT-VALUE}")
    private double deliveriesPerSecondMax = 20_000;

    @Option(names = "--warm-up", defaultValue = "5", description = "Seconds. Default: ${DEFAULT-VALUE}")
    private int warmUp = 5;

    @Option(names = "--seconds", defaultValue = "8", description = "Of the open loop. Default: ${DEFAULT-VALUE}")
    private int seconds = 8;

    @Option(names = "--closed-loop", defaultValue = "8", description = "Seconds. Default: ${DEFAULT-VALUE}")
    private int closedLoop = 8;

    @Override
    public Integer call() throws IOException {
        FanOutRounds all = new FanOutRounds(with, common.pinning(), common.progress());
        try (FloorProgram floor = FloorProgram.compile()) {
            List<Contender> contenders = contenders(BareContender.floor(floor.path()));
            FigureTable table = new FigureTable();
            for (Cell cell : cells) {
                for (int round = 0; round < rounds; round++) {
                    table.add(cell, round(all, contenders, cell, round));
                }
            }
            common.print(table.markdown(), table.json());
        }
        return all.areClean() ? 0 : LoadGenerator.FAULTY;
    }

    /** Forwards in one round, backwards in the next: a drift of the machine falls on all. */
    private List<FigureTable.Run> round(FanOutRounds all, List<Contender> contenders, Cell cell, int round)
            throws IOException {
        List<Contender> order = new ArrayList<>(contenders);
        if (round % 2 == 1) {
            Collections.reverse(order);
        }
        List<FigureTable.Run> runs = new ArrayList<>();
        for (Contender contender : order) {
            runs.add(new FigureTable.Run(contender.name(), all.measure(contender, shape(cell))));
        }
        return runs;
    }

    private List<Contender> contenders(Contender floor) {
        List<Contender> contenders = new ArrayList<>(List.of(floor));
        if (Files.exists(comparators)) {
            contenders.add(BareContender.ofJar("Java NIO, one selector", comparators, "nio"));
            contenders.add(BareContender.ofJar("Jetty's core session, a shared frame", comparators, "jetty-frame"));
            contenders.add(BareContender.ofJar("Javalin, `WsContext.send(String)`", comparators, "javalin"));
        } else {
            common.progress().accept("without the bare servers: there is no " + comparators);
        }
        contenders.add(new OurContender(server));
        return contenders;
    }

    private Shape shape(Cell cell) {
        double perSecond = Math.min(rate * cell.parties(), deliveriesPerSecondMax / cell.members());
        return new Shape(
                cell,
                perSecond,
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(closedLoop));
    }
}
