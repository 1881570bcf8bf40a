package dev.watchparty.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Figures in columns, each a part of a run, and rows, each a figure with its unit in its name. The same as a table and
 * as one line of JSON.
 */
final class Report {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NAME_WIDTH = 28;
    private static final int COLUMN_WIDTH = 14;

    private final String title;
    private final Map<String, Map<String, Number>> columns = new LinkedHashMap<>();

    Report(String title) {
        this.title = title;
    }

    Report put(String column, String row, Number figure) {
        columns.computeIfAbsent(column, fresh -> new LinkedHashMap<>()).put(row, figure);
        return this;
    }

    Map<String, Map<String, Number>> columns() {
        return columns;
    }

    void print(PrintWriter out, boolean asJson) {
        out.println(asJson ? json() : table());
        out.flush();
    }

    String json() {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("run", title);
        columns.forEach((column, figures) -> {
            Map<String, Object> rounded = new LinkedHashMap<>();
            figures.forEach((row, figure) -> rounded.put(row, rounded(figure)));
            whole.put(column, rounded);
        });
        try {
            return JSON.writeValueAsString(whole);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("names and numbers are always JSON", impossible);
        }
    }

    String table() {
        StringBuilder table = new StringBuilder(title).append('\n').append(left(""));
        columns.keySet().forEach(column -> table.append(right(column)));
        for (String row : rows()) {
            table.append('\n').append(left(row));
            columns.values()
                    .forEach(figures -> table.append(right(figures.containsKey(row) ? text(figures.get(row)) : "-")));
        }
        return table.toString();
    }

    private Set<String> rows() {
        Set<String> rows = new LinkedHashSet<>();
        columns.values().forEach(figures -> rows.addAll(figures.keySet()));
        return rows;
    }

    private static String text(Number figure) {
        if (!(figure instanceof Double)) return String.format(Locale.ROOT, "%,d", figure.longValue());
        double value = figure.doubleValue();
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
    }

    private static Number rounded(Number figure) {
        return figure instanceof Double value ? Math.round(value * 1000) / 1000.0 : figure;
    }

    private static String left(String text) {
        return text + " ".repeat(Math.max(1, NAME_WIDTH - text.length()));
    }

    private static String right(String text) {
        return " ".repeat(Math.max(1, COLUMN_WIDTH - text.length())) + text;
    }
}
