package dev.watchparty.load;

import dev.watchparty.load.drive.StalledPeer;
import dev.watchparty.load.drive.StalledPeer.Habit;
import dev.watchparty.load.measure.LatencyFigures;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What members who stall did to the others, round by round, and when they were gone. */
final class StallFigures {

    private record Pair(LatencyFigures without, LatencyFigures with) {

        double ratio(ToDoubleFunction<LatencyFigures> figure) {
            return figure.applyAsDouble(with) / Math.max(1, figure.applyAsDouble(without));
        }
    }

    private final List<Pair> pairs = new ArrayList<>();
    private final Map<Habit, List<Double>> goneSeconds = new EnumMap<>(Habit.class);
    private final Map<Habit, Long> remaining = new EnumMap<>(Habit.class);

    void add(LatencyFigures without, LatencyFigures with) {
        pairs.add(new Pair(without, with));
    }

    void addGone(List<StalledPeer> peers, GoneWatch watch) {
        for (StalledPeer peer : peers) {
            OptionalDouble seconds = watch.secondsUntilGone(peer);
            if (seconds.isPresent()) {
                goneSeconds
                        .computeIfAbsent(peer.habit(), fresh -> new ArrayList<>())
                        .add(seconds.getAsDouble());
            } else {
                remaining.merge(peer.habit(), 1L, Long::sum);
            }
        }
    }

    /** Ratios of the halves of each round, and the seconds until the bad ones were gone. */
    void putInto(Report report) {
        put(report, "p50_with_over_without", ratios(LatencyFigures::p50Micros));
        put(report, "p99_with_over_without", ratios(LatencyFigures::p99Micros));
        goneSeconds.forEach((habit, seconds) -> put(report, word(habit) + "_gone_after_s", Spread.of(seconds)));
        for (Habit habit : Habit.values()) {
            report.put("median", word(habit) + "_remaining", remaining.getOrDefault(habit, 0L));
        }
    }

    /** Who was never given up. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        remaining.forEach((habit, count) -> complaints.add(count + " are still connected: " + word(habit)));
        return complaints;
    }

    private Spread ratios(ToDoubleFunction<LatencyFigures> figure) {
        return Spread.of(pairs.stream().map(pair -> pair.ratio(figure)).toList());
    }

    private static void put(Report report, String row, Spread spread) {
        report.put("median", row, spread.median()).put("min", row, spread.min()).put("max", row, spread.max());
    }

    private static String word(Habit habit) {
        return habit.name().toLowerCase(Locale.ROOT);
    }
}
