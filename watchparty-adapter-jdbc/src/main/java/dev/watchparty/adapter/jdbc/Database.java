package dev.watchparty.adapter.jdbc;

import static org.jdbi.v3.core.statement.StatementExceptions.MessageRendering.NONE;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.watchparty.application.port.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** A PostgreSQL database with our tables, and a pool of connections to it. Safe for many threads. */
public final class Database implements AutoCloseable {

    /** A transaction in which nothing happens for so long has lost its client. */
    private static final Duration IDLE_IN_TRANSACTION_MAX = Duration.ofSeconds(10);

    /** The driver gives a connection up when nothing came for so long beyond the time-out of a statement. */
    private static final Duration NETWORK_GRACE = Duration.ofSeconds(5);

    private static final int READINESS_TIMEOUT_SECONDS = 1;

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool)
                .registerArrayType(UUID.class, "uuid")
                .registerArrayType(String.class, "text")
                .registerArrayType(Long.class, "int8")
                // What was bound may be a secret, and exceptions are logged.
                .configure(StatementExceptions.class, exceptions -> exceptions.setMessageRendering(NONE));
    }

    /**
     * Connects, and brings the tables up to date; several servers may do so at once.
     *
     * @throws StoreUnavailableException if the database does not answer or cannot be brought up to date
     */
    public static Database open(DatabaseSettings settings) {
        migrate(settings);
        return new Database(new HikariDataSource(pool(settings)));
    }

    private static void migrate(DatabaseSettings settings) {
        try {
            // On a connection of its own: a migration may take longer than any statement that serves people.
            Flyway.configure()
                    .dataSource(settings.url(), settings.user(), settings.password())
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        } catch (FlywayException failed) {
            throw new StoreUnavailableException(
                    "the tables in " + settings.address() + " could not be brought up to date", failed);
        }
    }

    private static HikariConfig pool(DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("watchparty");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setConnectionTimeout(settings.connectionTimeout().toMillis());
        config.setValidationTimeout(Math.min(1000, settings.connectionTimeout().toMillis()));
        config.setConnectionInitSql(
                "set statement_timeout = " + settings.statementTimeout().toMillis()
                        + "; set lock_timeout = " + settings.lockTimeout().toMillis()
                        + "; set idle_in_transaction_session_timeout = " + IDLE_IN_TRANSACTION_MAX.toMillis());
        config.setDataSourceProperties(driver(settings));
        return config;
    }

    private static Properties driver(DatabaseSettings settings) {
        Properties driver = new Properties();
        driver.setProperty("ApplicationName", "watchparty");
        driver.setProperty("reWriteBatchedInserts", "true");
        driver.setProperty("connectTimeout", seconds(settings.connectionTimeout()));
        driver.setProperty("socketTimeout", seconds(settings.statementTimeout().plus(NETWORK_GRACE)));
        driver.setProperty("tcpKeepAlive", "true");
        driver.setProperty("binaryTransferEnable", "UUID_ARRAY,TIMESTAMPTZ_ARRAY,JSONB_ARRAY"); // For BinaryArray.
        driver.setProperty("logServerErrorDetail", "false"); // It repeats what was to be stored, secrets too.
        return driver;
    }

    /** Rounded up, since 0 would mean for ever. */
    private static String seconds(Duration duration) {
        return Long.toString(duration.plusMillis(999).toSeconds());
    }

    /** The pool, for metrics. */
    public HikariDataSource dataSource() {
        return pool;
    }

    /** Whether a connection can be had and answers. Blocks for a few seconds at most. */
    public boolean isReady() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(READINESS_TIMEOUT_SECONDS);
        } catch (SQLException failed) {
            return false;
        }
    }

    /** Closes all connections; what runs on them fails. */
    @Override
    public void close() {
        pool.close();
    }

    /** What {@code question} returns, or the exception that tells callers to come back later. */
    <T> T ask(Asked<T> question) {
        return translating(() -> question.of(jdbi));
    }

    /** What {@code question} returns, which may read several tables and sees all of them at one instant. */
    <T> T read(HandleCallback<T, RuntimeException> question) {
        return ask(jdbi -> jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, question));
    }

    /** What {@code work} returns, each statement of it a transaction: plain JDBC, where what Jdbi does would count. */
    <T> T connected(Work<T> work) {
        return translating(() -> {
            try (Connection connection = pool.getConnection()) {
                return unchecked(connection, work);
            } catch (SQLException failed) {
                throw new ConnectionException(failed);
            }
        });
    }

    /** What {@code work} returns, or the exception that Jdbi would throw. */
    static <T> T unchecked(Connection connection, Work<T> work) {
        try {
            return work.on(connection);
        } catch (SQLException failed) {
            throw new UnableToExecuteStatementException("a statement failed", failed, /* ctx= */ null);
        }
    }

    /** Something to do on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Something to ask the database. */
    @FunctionalInterface
    interface Asked<T> {
        T of(Jdbi jdbi);
    }

    static <T> T translating(Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException failed) {
            throw Failures.isUnavailable(failed)
                    ? new StoreUnavailableException("the database did not answer in time, or not at all", failed)
                    : failed;
        }
    }
}
