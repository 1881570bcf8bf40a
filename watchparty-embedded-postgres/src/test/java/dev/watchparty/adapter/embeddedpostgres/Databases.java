package dev.watchparty.adapter.embeddedpostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Short ways to a durable database and to its rows. */
final class Databases {

    private static final Path BINARIES = Path.of("target", "postgresql").toAbsolutePath();

    private Databases() {}

    /** As {@link EmbeddedDatabase#open} does it, but with programs unpacked once for all tests. */
    static EmbeddedDatabase open(Path directory) {
        try {
            return opening(directory).open();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Opening opening(Path directory) throws IOException {
        return Opening.durable(directory).withBinariesIn(BINARIES);
    }

    static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** The server's process. */
    static ProcessHandle postmaster(Path directory) throws IOException {
        return new DataDirectory(directory.toRealPath().resolve("data"))
                .postmaster()
                .orElseThrow();
    }
}
