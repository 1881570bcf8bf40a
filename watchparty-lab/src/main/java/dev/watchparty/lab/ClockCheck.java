package dev.watchparty.lab;

import dev.watchparty.lab.browser.Watcher;
import java.util.ArrayList;
import java.util.List;

/**
 * How well the clocks agree that recordings of different browsers are compared by. Each page's
 * {@code performance.timeOrigin + performance.now()} is asked for without any network between, many times; the answer
 * that came back soonest tells the page's offset to this process best. Beside it stands the page's own wall clock.
 *
 * @param offsetMs of the page's clock to this process's
 * @param uncertaintyMs half the time that the exchange took
 * @param wallAheadMs of the page's {@code Date} to its common clock
 */
record ClockCheck(String watcher, double offsetMs, double uncertaintyMs, double wallAheadMs) {

    private static final int EXCHANGES = 60;
    private static final double NANOS_PER_MS = 1e6;

    static List<ClockCheck> of(List<Watcher> watchers) {
        double epochMs = System.currentTimeMillis() - System.nanoTime() / NANOS_PER_MS;
        List<ClockCheck> checks = new ArrayList<>();
        for (Watcher watcher : watchers) {
            checks.add(of(watcher, epochMs));
        }
        return checks;
    }

    private static ClockCheck of(Watcher watcher, double epochMs) {
        double bestOffsetMs = 0;
        double bestMs = Double.POSITIVE_INFINITY;
        for (int exchange = 0; exchange < EXCHANGES; exchange++) {
            double askedMs = System.nanoTime() / NANOS_PER_MS;
            double toldMs = watcher.nowMs();
            double answeredMs = System.nanoTime() / NANOS_PER_MS;
            if (answeredMs - askedMs < bestMs) {
                bestMs = answeredMs - askedMs;
                bestOffsetMs = toldMs - epochMs - (askedMs + answeredMs) / 2;
            }
        }
        return new ClockCheck(
                watcher.name(), bestOffsetMs, bestMs / 2, watcher.view().wallClockAheadMs());
    }

    /** How far the farthest two are apart, as measured. */
    static double spreadMs(List<ClockCheck> checks) {
        return checks.stream().mapToDouble(ClockCheck::offsetMs).max().orElse(0)
                - checks.stream().mapToDouble(ClockCheck::offsetMs).min().orElse(0);
    }

    static double worstUncertaintyMs(List<ClockCheck> checks) {
        return checks.stream().mapToDouble(ClockCheck::uncertaintyMs).max().orElse(0);
    }
}
