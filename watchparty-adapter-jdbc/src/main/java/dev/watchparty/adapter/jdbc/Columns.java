package dev.watchparty.adapter.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How rows go into a statement: as one array a column, for {@code unnest}. So there is one statement text, and one
 * plan, for any number of rows.
 */
final class Columns<R> {

    private record Column<R>(String name, BinaryArray.Type type, Function<R, @Nullable Object> value) {}

    private final List<Column<R>> columns;

    private Columns(List<Column<R>> columns) {
        this.columns = columns;
    }

    static <R> Columns<R> none() {
        return new Columns<>(List.of());
    }

    Columns<R> uuid(String name, Function<R, @Nullable UUID> value) {
        return and(name, BinaryArray.Type.UUID, value::apply);
    }

    Columns<R> text(String name, Function<R, @Nullable String> value) {
        return and(name, BinaryArray.Type.TEXT, value::apply);
    }

    Columns<R> int4(String name, Function<R, @Nullable Integer> value) {
        return and(name, BinaryArray.Type.INT4, value::apply);
    }

    Columns<R> int8(String name, Function<R, @Nullable Long> value) {
        return and(name, BinaryArray.Type.INT8, value::apply);
    }

    Columns<R> jsonb(String name, Function<R, @Nullable String> value) {
        return and(name, BinaryArray.Type.JSONB, value::apply);
    }

    Columns<R> timestamptz(String name, Function<R, @Nullable Instant> value) {
        return and(name, BinaryArray.Type.TIMESTAMPTZ, value::apply);
    }

    private Columns<R> and(String name, BinaryArray.Type type, Function<R, @Nullable Object> value) {
        return with(new Columns<>(List.of(new Column<>(name, type, value))));
    }

    Columns<R> with(Columns<R> more) {
        return new Columns<>(
                Stream.concat(columns.stream(), more.columns.stream()).toList());
    }

    /** {@code a, b} */
    String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** What {@code form} says of each, with its name in the place of {@code %1$s}. */
    String each(String form) {
        return columns.stream().map(column -> form.formatted(column.name())).collect(Collectors.joining(", "));
    }

    /** The rows as {@code alias}, to stand in a from clause. */
    String unnest(String alias) {
        return "unnest(%s) as %s (%s)".formatted(each("?"), alias, names());
    }

    /** Binds all {@code rows}; returns where the parameters go on. */
    int bind(PreparedStatement statement, int first, List<R> rows) throws SQLException {
        int place = first;
        for (Column<R> column : columns) {
            statement.setObject(place++, BinaryArray.of(column.type(), rows, column.value()));
        }
        return place;
    }
}
