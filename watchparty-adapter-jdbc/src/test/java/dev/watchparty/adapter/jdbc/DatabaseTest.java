package dev.watchparty.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchparty.application.port.StoreUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {

    @Test
    void is_brought_up_to_date_once_by_servers_that_start_together() {
        DatabaseSettings settings = TestDatabase.createEmpty();
        ExecutorService servers = Executors.newFixedThreadPool(3);
        try {
            List<CompletableFuture<Database>> starting = IntStream.range(0, 3)
                    .mapToObj(server -> CompletableFuture.supplyAsync(() -> Database.open(settings), servers))
                    .toList();
            List<Database> databases =
                    starting.stream().map(CompletableFuture::join).toList();

            assertThat(databases)
                    .allSatisfy(database -> assertThat(database.isReady()).isTrue());
            databases.forEach(Database::close);
        } finally {
            servers.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "statement_timeout, 5s",
        "lock_timeout, 2s",
        "idle_in_transaction_session_timeout, 10s",
        "application_name, watchparty"
    })
    void limits_how_long_anything_takes(String setting, String value) {
        try (Database database = Database.open(TestDatabase.createEmpty())) {
            String shown = database.ask(jdbi -> jdbi.withHandle(handle ->
                    handle.createQuery("show " + setting).mapTo(String.class).one()));
            assertThat(shown).isEqualTo(value);
        }
    }

    @Test
    void says_that_it_is_unavailable_when_nobody_listens() throws IOException {
        String url = "jdbc:postgresql://127.0.0.1:" + unusedPort() + "/nowhere?password=hunter2";

        assertThatThrownBy(() -> Database.open(DatabaseSettings.of(url, "nobody", "hunter3")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("/nowhere")
                .hasMessageNotContaining("hunter");
    }

    @Test
    void is_ready_again_after_its_connections_were_cut() {
        DatabaseSettings settings = TestDatabase.createEmpty();
        try (Database database = Database.open(settings)) {
            assertThat(database.isReady()).isTrue();

            cutAll(settings);

            // A connection that was used a moment ago is not checked again, so each may fail once.
            assertThat(Stream.generate(database::isReady).limit(DatabaseSettings.POOL_SIZE + 1L))
                    .contains(true);
        }
    }

    @Test
    void is_not_ready_once_it_is_closed() {
        Database database = Database.open(TestDatabase.createEmpty());

        database.close();

        assertThat(database.isReady()).isFalse();
    }

    @Test
    void prints_no_secrets() {
        DatabaseSettings settings = DatabaseSettings.of(
                "jdbc:postgresql://ann:hunter1@db.example:5432/parties?password=hunter2&ssl=true", "ann", "hunter3");

        assertThat(settings.toString()).contains("db.example:5432/parties").doesNotContain("hunter");
    }

    @ParameterizedTest
    @CsvSource({"jdbc:mysql://db/x, 10, jdbc:postgresql:", "jdbc:postgresql://db/x, 0, pool size"})
    void refuses_settings_that_cannot_work(String url, int poolSize, String complaint) {
        assertThatThrownBy(() -> new DatabaseSettings(
                        url,
                        "ann",
                        "secret",
                        poolSize,
                        DatabaseSettings.CONNECTION_TIMEOUT,
                        DatabaseSettings.STATEMENT_TIMEOUT,
                        DatabaseSettings.LOCK_TIMEOUT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }

    private static void cutAll(DatabaseSettings settings) {
        Jdbi.create(settings.url(), settings.user(), settings.password())
                .useHandle(handle -> handle.createQuery("""
                                select count(pg_terminate_backend(pid))
                                  from pg_stat_activity
                                 where datname = current_database()
                                   and pid <> pg_backend_pid()
                                """).mapTo(Long.class).one());
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
