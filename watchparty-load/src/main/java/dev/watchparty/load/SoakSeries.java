package dev.watchparty.load;

import dev.watchparty.load.drive.Churner;
import dev.watchparty.load.machine.Footprint;
import dev.watchparty.load.measure.Trend;
import dev.watchparty.load.measure.Trend.Sample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a server held, look after look, and whether it grew. */
final class SoakSeries {

    /** What is looked at. Each may grow by a tenth and a little, since a virtual machine settles for long. */
    private enum Holding {
        RESIDENT_KIB(8 * 1024),
        HEAP_KIB(4 * 1024),
        THREADS(4),
        FILES(16);

        private static final double PORTION = 0.1;

        private final double little;

        Holding(double little) {
            this.little = little;
        }

        double of(Footprint footprint) {
            return switch (this) {
                case RESIDENT_KIB -> footprint.residentKib();
                case HEAP_KIB -> footprint.heapKib();
                case THREADS -> footprint.threads();
                case FILES -> footprint.files();
            };
        }

        boolean isFlat(Trend trend) {
            return trend.isFlat(allowance(trend));
        }

        double allowance(Trend trend) {
            return trend.firstThird() * PORTION + little;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Holding, List<Sample>> samples = new EnumMap<>(Holding.class);

    void add(double atSeconds, Footprint footprint) {
        for (Holding holding : Holding.values()) {
            samples.computeIfAbsent(holding, fresh -> new ArrayList<>())
                    .add(new Sample(atSeconds, holding.of(footprint)));
        }
    }

    static String line(double atSeconds, Footprint footprint) {
        return String.format(
                Locale.ROOT,
                "%6.0f s: resident %,d KiB, heap after collection %,d KiB, %d threads, %d files",
                atSeconds,
                footprint.residentKib(),
                footprint.heapKib(),
                footprint.threads(),
                footprint.files());
    }

    /** What grew, a sentence each. */
    List<String> growth() {
        List<String> grown = new ArrayList<>();
        samples.forEach((holding, seen) -> {
            Trend trend = Trend.of(seen);
            if (!holding.isFlat(trend)) {
                grown.add(String.format(
                        Locale.ROOT,
                        "%s grows: %,.0f in the first third, %,.0f in the last, %,.0f an hour",
                        holding,
                        trend.firstThird(),
                        trend.lastThird(),
                        trend.perHour()));
            }
        });
        return grown;
    }

    Report report(double minutes, double churnPerMinute, Churner.Figures churn) {
        Report report = new Report(
                String.format(Locale.ROOT, "soak, %.1f min, %.0f come and go a minute", minutes, churnPerMinute));
        samples.forEach((holding, seen) -> {
            Trend trend = Trend.of(seen);
            report.put("first_third", holding.toString(), trend.firstThird())
                    .put("last_third", holding.toString(), trend.lastThird())
                    .put("per_hour", holding.toString(), trend.perHour())
                    .put("allowed", holding.toString(), holding.allowance(trend))
                    .put("flat", holding.toString(), holding.isFlat(trend) ? 1 : 0);
        });
        return report.put("churn", "dropped", churn.dropped()).put("churn", "lost", churn.lost());
    }
}
