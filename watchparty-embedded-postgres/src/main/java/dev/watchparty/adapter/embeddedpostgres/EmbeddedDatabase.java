package dev.watchparty.adapter.embeddedpostgres;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own on the loopback, with one database and one user, who is no superuser but may make
 * further databases.
 *
 * <p>A directory has one owner at a time. When the owner is killed the server lives on as an orphan; the next to open
 * the directory stops it and starts its own. Safe for many threads.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String TEMPORARY = "watchparty-temporary-";

    private final Opening opening;
    private final DirectoryLock lock;
    private final Server server;
    private final int port;
    private final String password;

    @GuardedBy("this")
    private boolean isClosed;

    EmbeddedDatabase(Opening opening, DirectoryLock lock, Server server, int port, String password) {
        this.opening = opening;
        this.lock = lock;
        this.server = server;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the server on a directory, which is made when missing, and waits until it accepts connections. What it
     * commits survives a power cut. It outlives this process unless {@link #close()} is called.
     *
     * @throws EmbeddedDatabaseException with a message for the operator: the directory is in use by another process,
     *     belongs to another user or another major version, or the server does not run here
     */
    public static EmbeddedDatabase open(Path directory) {
        try {
            return Opening.durable(directory).open();
        } catch (AccessDeniedException denied) {
            throw new EmbeddedDatabaseException(
                    "This user may not use " + denied.getFile() + ". Run as its owner, or choose another directory.",
                    denied);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Starts an empty server for tests, on a directory that is deleted on {@link #close()} or when this process ends.
     * It does not wait for the disk. What a killed process left behind is deleted by the next call in any process.
     */
    public static EmbeddedDatabase temporary() {
        try {
            Path parent = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
            deleteAbandoned(parent);
            EmbeddedDatabase database = Opening.temporary(Files.createTempDirectory(parent, TEMPORARY))
                    .open();
            Runtime.getRuntime().addShutdownHook(new Thread(database::close, "temporary-database-close"));
            return database;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where it listens: a port that is another after each start. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + Server.ADDRESS + ":" + port + "/" + Server.NAME;
    }

    public String user() {
        return Server.NAME;
    }

    /**
     * The same for the life of the directory, and secret: whoever runs programs on this machine could log in with it.
     */
    public String password() {
        return password;
    }

    Path directory() {
        return opening.directory();
    }

    /** Ends all connections, stops the server, and waits for that; the second call does nothing. */
    @Override
    public synchronized void close() {
        if (isClosed) return;
        isClosed = true;
        try (lock) {
            server.stop();
            if (!opening.settings().isDurable()) Trees.delete(opening.directory());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void deleteAbandoned(Path parent) throws IOException {
        for (Path directory : Trees.children(parent)) {
            boolean isOurs = directory.getFileName().toString().startsWith(TEMPORARY) && Files.isReadable(directory);
            if (isOurs) deleteIfAbandoned(directory);
        }
    }

    private static void deleteIfAbandoned(Path directory) {
        try {
            if (DirectoryLock.isAbandoned(directory))
                Opening.temporary(directory).discard();
        } catch (IOException | EmbeddedDatabaseException failed) {
            // Another process is deleting it too, or it is not ours to delete; neither is a reason not to start.
            LOG.debug("Left {} as it is", directory, failed);
        }
    }
}
