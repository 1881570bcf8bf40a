package dev.watchparty.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchparty.lab.measure.Distribution;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a run of the laboratory found, as a table for people and as JSON for programs. */
record SkewReport(
        String networks,
        List<ClockCheck> clocks,
        List<PhaseFigures> phases,
        double loadAverage,
        int cpus,
        long pictures,
        long picturesLost) {

    private static final String ROW = "%-26s %6s %6s %6s %6s  %6s  %7s  %5s  %-11s %4s  %s%n";

    boolean isMet() {
        return phases.stream().allMatch(phase -> phase.misses().isEmpty());
    }

    void print(PrintWriter out) {
        out.printf("%nPairwise skew in milliseconds; %s.%n%n", networks);
        out.printf(
                Locale.ROOT,
                ROW,
                "phase",
                "p50",
                "p95",
                "p99",
                "max",
                "sound",
                "settled",
                "seeks",
                "rates",
                "cpu",
                "goal");
        phases.forEach(phase -> printRow(out, phase));
        out.printf(
                Locale.ROOT,
                "%nsound: p95 of the sound's skew. settled: the slowest command's time until all were within %.0f ms.%n",
                Phase.Goal.COMMANDED_MS);
        out.printf(
                Locale.ROOT,
                "Clocks of the browsers agree to %.2f ms, measured to within %.2f ms.%n",
                ClockCheck.spreadMs(clocks),
                ClockCheck.worstUncertaintyMs(clocks));
        out.printf(
                Locale.ROOT,
                "%d CPUs, load average %.1f at the end; %d of %d frames were left out (%.1f %%).%n",
                cpus,
                loadAverage,
                picturesLost,
                pictures,
                100.0 * picturesLost / Math.max(1, pictures));
        out.flush();
    }

    private static void printRow(PrintWriter out, PhaseFigures figures) {
        Distribution skew = figures.judged();
        List<String> misses = figures.misses();
        out.printf(
                Locale.ROOT,
                ROW,
                figures.phase().name(),
                whole(skew.percentile(50)),
                whole(skew.percentile(95)),
                whole(skew.percentile(99)),
                whole(skew.max()),
                whole(figures.heard().percentile(95)),
                settled(figures),
                figures.seeks(),
                String.format(Locale.ROOT, "%.3f-%.3f", figures.rateMin(), figures.rateMax()),
                whole(figures.phase().busy() * 100) + "%",
                misses.isEmpty() ? "met" : "MISSED: " + String.join(", ", misses));
    }

    private static String whole(double value) {
        return Double.isNaN(value) ? "-" : "%.0f".formatted(value);
    }

    private static String settled(PhaseFigures figures) {
        return figures.settledMs().isEmpty() ? "" : seconds(figures.settledMs().max());
    }

    private static String seconds(double ms) {
        return Double.isInfinite(ms) ? "never" : String.format(Locale.ROOT, "%.1f s", ms / 1000);
    }

    /** The same as a table in Markdown, as the README has it. */
    String markdown() {
        StringBuilder table =
                new StringBuilder("| pairwise skew, ms | p50 | p95 | p99 | max | settled | goal, p95 |\n");
        table.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (PhaseFigures figures : phases) {
            Distribution skew = figures.judged();
            table.append("| %s | %s | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            figures.phase().name(),
                            whole(skew.percentile(50)),
                            whole(skew.percentile(95)),
                            whole(skew.percentile(99)),
                            whole(skew.max()),
                            settled(figures),
                            whole(figures.phase().goal().skewMsMax())));
        }
        return table.toString();
    }

    void write(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode report = json.createObjectNode();
        report.put("networks", networks);
        report.put("cpus", cpus);
        report.put("load_average", loadAverage);
        report.put("frames", pictures);
        report.put("frames_left_out", picturesLost);
        report.put("clock_spread_ms", ClockCheck.spreadMs(clocks));
        report.put("clock_uncertainty_ms", ClockCheck.worstUncertaintyMs(clocks));
        ArrayNode rows = report.putArray("phases");
        for (PhaseFigures figures : phases) {
            ObjectNode row = rows.addObject();
            row.put("phase", figures.phase().name());
            row.set("skew_ms", percentiles(json, figures.judged()));
            row.set("sound_skew_ms", percentiles(json, figures.heard()));
            row.put("is_judged_by_sound", figures.phase().goal().isHeard());
            row.put("goal_p95_ms", figures.phase().goal().skewMsMax());
            ArrayNode missed = row.putArray("missed");
            figures.misses().forEach(missed::add);
            row.put("seeks", figures.seeks());
            row.put("rate_min", figures.rateMin());
            row.put("rate_max", figures.rateMax());
            row.put("cpu_busy", figures.phase().busy());
            if (!figures.settledMs().isEmpty()) {
                if (Double.isInfinite(figures.settledMs().max())) {
                    row.putNull("settled_ms_max"); // JSON has no number for never.
                } else {
                    row.put("settled_ms_max", figures.settledMs().max());
                }
            }
        }
        json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), report);
    }

    private static ObjectNode percentiles(ObjectMapper json, Distribution skew) {
        ObjectNode node = json.createObjectNode();
        node.put("count", skew.count());
        if (!skew.isEmpty()) {
            node.put("p50", skew.percentile(50));
            node.put("p95", skew.percentile(95));
            node.put("p99", skew.percentile(99));
            node.put("max", skew.max());
        }
        return node;
    }
}
