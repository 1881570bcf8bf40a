package dev.watchparty.lab;

import dev.watchparty.lab.browser.Watcher;
import dev.watchparty.lab.measure.Window;
import java.util.List;

/**
 * A stretch of a party that is measured: between whom, in which windows, and after which commands they had to settle.
 *
 * @param stretch all of it, the time outside the windows included
 * @param commandsMs instants after which to measure how long settling took
 * @param busy the share of this machine's CPUs that was busy meanwhile
 */
record Phase(
        String name,
        Goal goal,
        List<Watcher> watchers,
        Window stretch,
        List<Window> windows,
        List<Double> commandsMs,
        double busy) {

    /**
     * What is asked for.
     *
     * @param skewMsMax of the 95th percentile of pairwise skew
     * @param seeksMax positions that players jumped to by themselves, over all browsers
     * @param isHeard whether positions of the sound are compared, for want of pictures that move
     */
    record Goal(double skewMsMax, double rateChangeMax, int seeksMax, boolean isHeard) {

        static final double STEADY_MS = 50;
        static final double COMMANDED_MS = 150;
        static final double NUDGE_MAX = 0.05;
        static final double NUDGE_FAR_MAX = 0.10;

        /** Nothing happens, and nobody may notice a correction. */
        static final Goal UNDISTURBED = new Goal(STEADY_MS, NUDGE_MAX, 0, /* isHeard= */ false);

        /** Two seconds after somebody pressed something. */
        static final Goal COMMANDED = new Goal(COMMANDED_MS, NUDGE_FAR_MAX, Integer.MAX_VALUE, /* isHeard= */ false);

        static final Goal COMMANDED_HEARD =
                new Goal(COMMANDED_MS, NUDGE_FAR_MAX, Integer.MAX_VALUE, /* isHeard= */ true);

        /** Everybody stands on one frame. */
        static final Goal STANDING = new Goal(1000.0 / 30, NUDGE_FAR_MAX, Integer.MAX_VALUE, /* isHeard= */ true);
    }
}
