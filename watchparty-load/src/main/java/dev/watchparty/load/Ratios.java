package dev.watchparty.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures of a server over those of the floor, pair by pair. On a noisy machine they hold where absolute figures do
 * not.
 */
final class Ratios {

    private static final List<String> COLUMNS = List.of(Round.CLOSED_LOOP, Round.OPEN_LOOP);
    private static final List<String> ROWS =
            List.of(Round.CPU_WHOLE, Round.CPU_OWN, "deliveries_per_s", "p50_us", "p99_us", "p99.9_us");

    private final Map<String, List<Double>> ratios = new LinkedHashMap<>();

    /** Adds a pair of runs that followed one another. */
    void add(Report server, Report floor) {
        for (String column : COLUMNS) {
            Map<String, Number> above = server.columns().getOrDefault(column, Map.of());
            Map<String, Number> below = floor.columns().getOrDefault(column, Map.of());
            for (String row : ROWS) {
                Number over = above.get(row);
                Number under = below.get(row);
                if (over != null && under != null && under.doubleValue() > 0) {
                    ratios.computeIfAbsent(column + "." + row, fresh -> new ArrayList<>())
                            .add(over.doubleValue() / under.doubleValue());
                }
            }
        }
    }

    Report report(String title) {
        Report report = new Report(title);
        ratios.forEach((name, pairs) -> {
            Spread spread = Spread.of(pairs);
            report.put("median", name, spread.median())
                    .put("min", name, spread.min())
                    .put("max", name, spread.max());
        });
        return report;
    }
}
