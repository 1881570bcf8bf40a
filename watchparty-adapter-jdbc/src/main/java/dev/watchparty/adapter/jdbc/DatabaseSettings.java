package dev.watchparty.adapter.jdbc;

import java.time.Duration;

/**
 * How to reach a PostgreSQL database, and how long to wait for it. It prints neither the password nor what follows the
 * question mark of the URL, where some put it.
 *
 * @param url begins with {@code jdbc:postgresql:}
 * @param poolSize connections, at least 1; two to four a core of the database serve more than many would
 * @param connectionTimeout how long a caller waits for a connection; at least 250 ms
 * @param statementTimeout how long one statement may take
 * @param lockTimeout how long a statement may wait for another's lock
 */
public record DatabaseSettings(
        String url,
        String user,
        String password,
        int poolSize,
        Duration connectionTimeout,
        Duration statementTimeout,
        Duration lockTimeout) {

    public static final int POOL_SIZE = 10;
    public static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(3);
    public static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(5);
    public static final Duration LOCK_TIMEOUT = Duration.ofSeconds(2);

    private static final String PREFIX = "jdbc:postgresql:";

    public DatabaseSettings {
        if (!url.startsWith(PREFIX)) {
            throw new IllegalArgumentException("database url must begin with " + PREFIX);
        }
        if (poolSize < 1) {
            throw new IllegalArgumentException("pool size must be at least 1, but is " + poolSize);
        }
    }

    /** The database at {@code url} with the usual pool and times. */
    public static DatabaseSettings of(String url, String user, String password) {
        return new DatabaseSettings(
                url, user, password, POOL_SIZE, CONNECTION_TIMEOUT, STATEMENT_TIMEOUT, LOCK_TIMEOUT);
    }

    /** Where the database is, fit for a log. */
    public String address() {
        return url.replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//");
    }

    @Override
    public String toString() {
        return "DatabaseSettings[" + address() + ", user=" + user + ", poolSize=" + poolSize + "]";
    }
}
