package dev.watchparty.load;

import dev.watchparty.load.machine.FloorProgram;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code floor}: what the kernel's sockets alone cost on this machine, for the same load. */
@Command(
        name = "floor",
        description = "Runs the fan-out against a C epoll loop that only sends: what no server can beat. Needs cc.")
final class FloorCommand implements Callable<Integer> {

    @Mixin
    private final ShapeOptions shape = new ShapeOptions();

    @Mixin
    private final ActionOption with = new ActionOption();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        FanOutRounds rounds = new FanOutRounds(with, common.pinning(), common.progress());
        try (FloorProgram floor = FloorProgram.compile()) {
            common.print(rounds.measure(BareContender.floor(floor.path()), shape.shape()));
        }
        return rounds.areClean() ? 0 : LoadGenerator.FAULTY;
    }
}
