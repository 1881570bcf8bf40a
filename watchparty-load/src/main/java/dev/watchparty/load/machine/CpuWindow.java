package dev.watchparty.load.machine;

import dev.watchparty.load.measure.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** CPU time used between two moments: by a server, by this process, by everything else on the machine. */
public final class CpuWindow {

    private static final Path MACHINE = Path.of("/proc/stat");
    private static final double TICKS_PER_SECOND = 100;

    private final ServerProcesses server;
    private final ProcessTree self =
            ProcessTree.of(List.of(ProcessHandle.current().pid()));
    private final Ticker ticker;
    private final Map<Long, Long> ownBefore;
    private final Map<Long, Long> wholeBefore;
    private final Map<Long, Long> selfBefore;
    private final long busyTicksBefore;
    private final long beginNanos;

    /**
     * What was used.
     *
     * @param ownNanos by the server's own processes
     * @param compilerNanos of that, by the threads of Java virtual machines that compile: a server that has run for
     *     long has none
     * @param wholeNanos by these and what they use, such as a database
     * @param foreignCores how many cores others kept busy meanwhile; much above 0.1, the figures are theirs too
     */
    public record Use(long ownNanos, long compilerNanos, long wholeNanos, long loadNanos, double foreignCores) {}

    private CpuWindow(ServerProcesses server, Ticker ticker) {
        this.server = server;
        this.ticker = ticker;
        this.busyTicksBefore = busyTicks();
        this.beginNanos = ticker.nanos();
        this.selfBefore = self.cpuNanosByThread();
        this.wholeBefore = server.whole().cpuNanosByThread();
        this.ownBefore = server.own().cpuNanosByThread();
    }

    public static CpuWindow open(ServerProcesses server, Ticker ticker) {
        return new CpuWindow(server, ticker);
    }

    public Use close() {
        Map<Long, Long> ownAfter = server.own().cpuNanosByThread();
        long ownNanos = used(ownBefore, ownAfter);
        ownAfter.keySet().retainAll(server.own().compilerThreads());
        long compilerNanos = used(ownBefore, ownAfter);
        long wholeNanos = used(wholeBefore, server.whole().cpuNanosByThread());
        long selfNanos = used(selfBefore, self.cpuNanosByThread());
        // A server that this process started is a child of it; it counts once.
        boolean child =
                !server.isEmpty() && self.pids().containsAll(server.own().pids());
        long loadNanos = child ? selfNanos - ownNanos : selfNanos;
        double seconds = (ticker.nanos() - beginNanos) / 1e9;
        double machineCores = (busyTicks() - busyTicksBefore) / TICKS_PER_SECOND / seconds;
        double knownCores = (wholeNanos + loadNanos) / 1e9 / seconds;
        return new Use(ownNanos, compilerNanos, wholeNanos, loadNanos, Math.max(0, machineCores - knownCores));
    }

    /** Thread by thread: one that ended meanwhile counts nothing, rather than what it had used before. */
    static long used(Map<Long, Long> before, Map<Long, Long> after) {
        return after.entrySet().stream()
                .mapToLong(thread -> Math.max(0, thread.getValue() - before.getOrDefault(thread.getKey(), 0L)))
                .sum();
    }

    /** All that is neither idle nor waiting nor stolen, since the machine started. */
    private static long busyTicks() {
        try {
            String[] fields = Files.readString(MACHINE).split("\n", 2)[0].trim().split(" +", -1);
            return Arrays.stream(new int[] {1, 2, 3, 6, 7})
                    .mapToLong(field -> Long.parseLong(fields[field]))
                    .sum();
        } catch (IOException unreadable) {
            return 0;
        }
    }
}
