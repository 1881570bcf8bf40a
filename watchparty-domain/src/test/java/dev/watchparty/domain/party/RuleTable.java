package dev.watchparty.domain.party;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rules as a reader sees them: columns between bars, a name in the first. The first line names the columns; a line of
 * dashes is for the eye.
 */
final class RuleTable {

    private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();

    private RuleTable() {}

    static RuleTable of(String text) {
        RuleTable table = new RuleTable();
        List<List<String>> lines = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("--"))
                .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList())
                .toList();
        List<String> columns = lines.get(0);
        for (List<String> line : lines.subList(1, lines.size())) {
            if (line.size() != columns.size()) throw new IllegalArgumentException(line + " has other columns");
            Map<String, String> row = new LinkedHashMap<>();
            for (int column = 1; column < columns.size(); column++) {
                row.put(columns.get(column), line.get(column));
            }
            if (table.rows.put(line.get(0), row) != null) throw new IllegalArgumentException(line.get(0) + " twice");
        }
        return table;
    }

    List<String> rows() {
        return new ArrayList<>(rows.keySet());
    }

    String cell(String row, String column) {
        return Optional.ofNullable(rows.get(row))
                .map(cells -> cells.get(column))
                .orElseThrow(() -> new IllegalArgumentException("no cell " + row + ", " + column));
    }
}
