package dev.watchparty.load;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fan-out}: what it costs a server to tell a party's members what the host did. */
@Command(
        name = "fan-out",
        description =
                "Hosts seek or chat, every member checks: latency, CPU per delivery, what was lost or came out of order.")
final class FanOutCommand implements Callable<Integer> {

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Mixin
    private final ShapeOptions shape = new ShapeOptions();

    @Mixin
    private final ActionOption with = new ActionOption();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--floor", description = "Alternate with the floor, and print the ratio of each pair.")
    private boolean floor;

    @Option(names = "--rounds", defaultValue = "3", description = "Pairs with --floor. Default: ${DEFAULT-VALUE}")
    private int rounds = 3;

    @Override
    public Integer call() throws IOException {
        FanOutRounds both = new FanOutRounds(shape, with, common.pinning(), common.progress());
        if (floor) {
            Ratios ratios = new Ratios();
            for (int round = 0; round < rounds; round++) {
                pair(both, ratios, round % 2 == 0);
            }
            common.print(ratios.report("fan-out (" + with + ") " + shape + " / floor, " + rounds + " pairs"));
        } else {
            common.print(both.onServer(server));
        }
        return both.areClean() ? 0 : LoadGenerator.FAULTY;
    }

    /** A B, B A, A B: a drift of the machine falls on both. */
    private void pair(FanOutRounds both, Ratios ratios, boolean serverFirst) throws IOException {
        Report first = serverFirst ? both.onServer(server) : both.onFloor();
        common.print(first);
        Report second = serverFirst ? both.onFloor() : both.onServer(server);
        common.print(second);
        ratios.add(serverFirst ? first : second, serverFirst ? second : first);
    }
}
