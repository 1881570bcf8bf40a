package dev.watchparty.lab;

import dev.watchparty.lab.browser.Watcher;
import dev.watchparty.lab.measure.Distribution;
import dev.watchparty.lab.measure.Skew;
import dev.watchparty.lab.measure.Track;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;

/**
 * What was measured of a phase.
 *
 * @param shown pairwise skew of the pictures
 * @param heard pairwise skew of the sound
 * @param completeness at what share of the instants all players were to be seen, or heard where the goal is about that
 * @param seeks positions that players jumped to, over all browsers, the commanded ones included
 * @param settledMs how long after each command all were within {@link Phase.Goal#COMMANDED_MS} for good; infinite where
 *     they never were
 */
record PhaseFigures(
        Phase phase,
        Distribution shown,
        Distribution heard,
        double completeness,
        long seeks,
        double rateMin,
        double rateMax,
        Distribution settledMs) {

    /** Settled is who stays so for a second. */
    private static final double HOLD_MS = 1_000;

    private static final double SETTLE_LIMIT_MS = 20_000;

    /** As much as the 95th percentile leaves out of the skew. */
    private static final double COMPLETENESS_MIN = 0.95;

    static PhaseFigures of(Phase phase, Map<Watcher, Track> tracks) {
        List<Track> between = phase.watchers().stream().map(tracks::get).toList();
        Skew shown = new Skew(between, Skew.SHOWN);
        Skew heard = new Skew(between, Skew.HEARD);
        Skew judged = phase.goal().isHeard() ? heard : shown;
        List<Double> settledMs = new ArrayList<>();
        for (double commandMs : phase.commandsMs()) {
            settledMs.add(judged.settledAfter(commandMs, Phase.Goal.COMMANDED_MS, HOLD_MS, SETTLE_LIMIT_MS)
                    .orElse(Double.POSITIVE_INFINITY));
        }
        DoubleSummaryStatistics rates = new DoubleSummaryStatistics();
        between.forEach(track -> rates.combine(track.rates(phase.stretch())));
        return new PhaseFigures(
                phase,
                shown.pairwise(phase.windows()),
                heard.pairwise(phase.windows()),
                judged.completeness(phase.windows()),
                between.stream()
                        .mapToLong(track -> track.count("seeking", phase.stretch()))
                        .sum(),
                rates.getMin(),
                rates.getMax(),
                Distribution.of(settledMs));
    }

    /** The skew that the goal is about. */
    Distribution judged() {
        return phase.goal().isHeard() ? heard : shown;
    }

    /** What of the goal was missed; empty when nothing. */
    List<String> misses() {
        Phase.Goal goal = phase.goal();
        List<String> misses = new ArrayList<>();
        if (judged().isEmpty()) {
            misses.add("nothing was seen");
        } else if (completeness < COMPLETENESS_MIN) {
            misses.add("somebody was not seen");
        }
        // Browsers tell instants in tenths of milliseconds, and three half frames are 50 ms: what is printed is judged.
        if (Math.round(judged().percentile(95)) > goal.skewMsMax()) {
            misses.add("skew over %.0f ms".formatted(goal.skewMsMax()));
        }
        if (Math.max(rateMax - 1, 1 - rateMin) > goal.rateChangeMax() + 1e-6) {
            misses.add("rate changed by more than %.0f %%".formatted(goal.rateChangeMax() * 100));
        }
        if (seeks > goal.seeksMax()) {
            misses.add("a player jumped");
        }
        return misses;
    }
}
