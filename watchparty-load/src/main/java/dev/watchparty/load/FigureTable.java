package dev.watchparty.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Runs of several servers as a table: what a delivery costs, how many there are a second, and both relative to the
 * floor in the same round. Of several rounds the median is told, of ratios also the least and the most.
 */
final class FigureTable {

    /** What our server's own process costs, without its database's. */
    static final String OWN_PROCESS = "its Java process alone";

    private static final String DELIVERIES_PER_S = "deliveries_per_s";
    private static final String P50 = "p50_us";
    private static final String P99 = "p99_us";
    private static final String HEAD =
            "| parties x members | server | CPU of a delivery | to the floor | deliveries a second | to the floor"
                    + " | median, ms | p99, ms |\n| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n";

    /** One server's figures in one round. */
    record Run(String name, Report report) {}

    private final Map<Cell, List<Map<String, Report>>> rounds = new LinkedHashMap<>();

    /** Adds a round, in which the floor was measured, too. */
    void add(Cell cell, List<Run> runs) {
        Map<String, Report> round = new LinkedHashMap<>();
        runs.forEach(run -> round.put(run.name(), run.report()));
        rounds.computeIfAbsent(cell, fresh -> new ArrayList<>()).add(round);
    }

    String markdown() {
        StringBuilder table = new StringBuilder(HEAD);
        rounds.forEach((cell, all) -> names(all).forEach(name -> {
            table.append(row(cell, name, all, Round.CPU_WHOLE));
            if (name.equals(OurContender.WATCHPARTY)) {
                table.append(ownRow(cell, name, all));
            }
        }));
        return table + notes();
    }

    /** Every run in full, a line each. */
    String json() {
        List<String> lines = new ArrayList<>();
        rounds.values()
                .forEach(all -> all.forEach(round -> round.values().forEach(report -> lines.add(report.json()))));
        return String.join("\n", lines);
    }

    /** In the order of the first round. */
    private static List<String> names(List<Map<String, Report>> all) {
        return List.copyOf(all.get(0).keySet());
    }

    private static String row(Cell cell, String name, List<Map<String, Report>> all, String cpu) {
        return "| " + cell + " | " + name
                + " | " + micros(of(all, name, Round.CLOSED_LOOP, cpu))
                + " | " + ratio(all, name, cpu)
                + " | " + whole(of(all, name, Round.CLOSED_LOOP, DELIVERIES_PER_S))
                + " | " + ratio(all, name, DELIVERIES_PER_S)
                + " | " + millis(of(all, name, Round.OPEN_LOOP, P50))
                + " | " + millis(of(all, name, Round.OPEN_LOOP, P99)) + " |\n";
    }

    private static String ownRow(Cell cell, String name, List<Map<String, Report>> all) {
        return "| " + cell + " | " + OWN_PROCESS
                + " | " + micros(of(all, name, Round.CLOSED_LOOP, Round.CPU_OWN))
                + " | " + ratio(all, name, Round.CPU_OWN) + " | | | | |\n";
    }

    /** To the floor of the same round; empty for the floor itself. */
    private static String ratio(List<Map<String, Report>> all, String name, String row) {
        if (name.equals(BareContender.FLOOR)) return "1";
        List<Double> ratios = new ArrayList<>();
        for (Map<String, Report> round : all) {
            OptionalDouble above = figure(round, name, Round.CLOSED_LOOP, row);
            OptionalDouble below = figure(round, BareContender.FLOOR, Round.CLOSED_LOOP, row);
            if (above.isPresent() && below.isPresent()) {
                ratios.add(above.getAsDouble() / below.getAsDouble());
            }
        }
        return ratios.isEmpty() ? "" : Spread.of(ratios).toString();
    }

    private static List<Double> of(List<Map<String, Report>> all, String name, String column, String row) {
        return all.stream()
                .flatMapToDouble(round -> figure(round, name, column, row).stream())
                .boxed()
                .toList();
    }

    private static OptionalDouble figure(Map<String, Report> round, String name, String column, String row) {
        Report report = round.get(name);
        Number figure = report == null
                ? null
                : report.columns().getOrDefault(column, Map.of()).get(row);
        return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure.doubleValue());
    }

    private static String micros(List<Double> figures) {
        return median(figures, median -> String.format(Locale.ROOT, "%.2f µs", median));
    }

    private static String whole(List<Double> figures) {
        return median(figures, median -> String.format(Locale.ROOT, "%,.0f", median));
    }

    private static String millis(List<Double> figures) {
        return median(figures, median -> String.format(Locale.ROOT, "%.1f", median / 1e3));
    }

    private static String median(List<Double> figures, Function<Double, String> text) {
        return figures.isEmpty() ? "" : text.apply(Spread.of(figures).median());
    }

    private String notes() {
        int count = rounds.values().stream().mapToInt(List::size).max().orElse(0);
        double foreign = rounds.values().stream()
                .flatMap(List::stream)
                .flatMap(round -> round.values().stream())
                .mapToDouble(FigureTable::foreignCores)
                .max()
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "%nMedians of %d rounds, of ratios also the least and the most; CPU and deliveries a second from a closed"
                        + " loop, latencies from commands on a timetable. CPU is that of the server's processes and"
                        + " its database's, if that is here. Others kept at most %.2f cores busy.",
                count,
                foreign);
    }

    private static double foreignCores(Report report) {
        Number cores =
                report.columns().getOrDefault(Round.CLOSED_LOOP, Map.of()).get("foreign_cores");
        return cores == null ? 0 : cores.doubleValue();
    }
}
