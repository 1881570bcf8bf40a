package dev.watchparty.adapter.jdbc;

import dev.watchparty.adapter.embeddedpostgres.EmbeddedDatabase;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A database of a test class's own, emptied before each test, on the one PostgreSQL server that all classes share. For
 * a static field with {@code @RegisterExtension}.
 */
final class TestDatabase implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private @Nullable DatabaseSettings settings;
    private @Nullable Database database;

    /** Started with the first test; it stops with the process. */
    private static final class Server {
        static final EmbeddedDatabase SHARED = EmbeddedDatabase.temporary();
    }

    /** How to reach a new database without any tables. */
    static DatabaseSettings createEmpty() {
        EmbeddedDatabase server = Server.SHARED;
        String name = "test_" + NUMBERS.incrementAndGet();
        Jdbi.create(server.jdbcUrl(), server.user(), server.password())
                .useHandle(handle -> handle.execute("create database " + name));
        String url = server.jdbcUrl().replaceFirst("/[^/]*$", "/" + name);
        return DatabaseSettings.of(url, server.user(), server.password());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        settings = createEmpty();
        database = Database.open(settings);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        database().ask(jdbi -> jdbi.withHandle(handle -> handle.execute("""
                truncate presence_servers, watch_party_presence,
                         users, friend_bonds, playlists, playlist_items, rate_limit_buckets,
                         watch_parties, watch_party_participants, watch_party_items,
                         watch_party_events, watch_party_command_ids, watch_party_remains, webhook_messages
                """)));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        database().close();
    }

    Database database() {
        if (database == null) throw new IllegalStateException("no test runs");
        return database;
    }

    DatabaseSettings settings() {
        if (settings == null) throw new IllegalStateException("no test runs");
        return settings;
    }

    /** Runs {@code statements} without the time-out of those that serve people: a busy machine may take its time. */
    void seed(String... statements) {
        DatabaseSettings known = settings();
        Jdbi.create(known.url(), known.user(), known.password())
                .useHandle(handle -> List.of(statements).forEach(handle::execute));
    }
}
