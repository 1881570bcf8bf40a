package dev.watchparty.load;

import dev.watchparty.load.machine.FloorProgram;
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
        FanOutRounds all = new FanOutRounds(with, common.pinning(), common.progress());
        Contender ours = new OurContender(server);
        if (floor) {
            pairs(all, ours);
        } else {
            common.print(all.measure(ours, shape.shape()));
        }
        return all.areClean() ? 0 : LoadGenerator.FAULTY;
    }

    private void pairs(FanOutRounds all, Contender ours) throws IOException {
        Ratios ratios = new Ratios();
        try (FloorProgram program = FloorProgram.compile()) {
            Contender bare = BareContender.floor(program.path());
            for (int round = 0; round < rounds; round++) {
                pair(all, ours, bare, ratios, round % 2 == 0);
            }
        }
        common.print(
                ratios.report("fan-out (" + with + ") " + shape.shape().cell() + " / floor, " + rounds + " pairs"));
    }

    /** A B, B A, A B: a drift of the machine falls on both. */
    private void pair(FanOutRounds all, Contender ours, Contender bare, Ratios ratios, boolean oursFirst)
            throws IOException {
        Report first = all.measure(oursFirst ? ours : bare, shape.shape());
        common.print(first);
        Report second = all.measure(oursFirst ? bare : ours, shape.shape());
        common.print(second);
        ratios.add(oursFirst ? first : second, oursFirst ? second : first);
    }
}
