package dev.watchparty.adapter.jdbc;

import java.util.Collection;
import java.util.function.Function;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Many rows as one parameter a column, for {@code unnest}: one statement text, and one plan, for any number of rows.
 */
final class ArrayColumns {

    private ArrayColumns() {}

    static <T> void bind(
            SqlStatement<?> statement,
            String name,
            Class<?> type,
            Collection<T> rows,
            Function<T, @Nullable Object> column) {
        statement.bindArray(name, type, rows.stream().map(column).toArray());
    }
}
