package dev.watchparty.adapter.embeddedpostgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes, starts and stops the server of one directory. Confined to the thread that holds the directory's lock. */
final class Server {

    static final String NAME = "watchparty";
    static final String ADDRESS = "127.0.0.1";

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final String SUPERUSER = "postgres";
    private static final String UNFINISHED = "unfinished-data-";
    private static final int PORT_ATTEMPTS_MAX = 5;
    private static final int LOG_TAIL_CHARACTERS = 2_000;

    /** Long, because recovery after a crash reads up to a gigabyte of log first. */
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    /** So that the program itself, not we, reports that its own limit has passed. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final Path directory;
    private final DataDirectory data;
    private final Binaries binaries;
    private final ServerAccount account;
    private final Settings settings;

    Server(Path directory, Binaries binaries, ServerAccount account, Settings settings) {
        this.directory = directory;
        this.data = new DataDirectory(directory.resolve("data"));
        this.binaries = binaries;
        this.account = account;
        this.settings = settings;
    }

    /** Refuses, without touching anything, the data of another major version. */
    void checkVersion() throws IOException {
        if (!data.exists() || data.majorVersion().equals(binaries.major())) return;
        throw new EmbeddedDatabaseException("The database in " + directory + " was made by PostgreSQL "
                + data.majorVersion() + ", this program brings " + binaries.version() + ". Nothing was changed. Start"
                + " the release that made it, dump the database (pg_dump), and restore the dump (psql) into a new"
                + " directory; or run a PostgreSQL " + data.majorVersion()
                + " of your own on it and configure that.");
    }

    /** Stops a server whose owner died, and clears what one that was killed has left. */
    void clear() throws IOException {
        Optional<ProcessHandle> orphan = data.postmaster();
        if (orphan.isPresent()) {
            LOG.warn(
                    "Stopping PostgreSQL {}, whose owner has died", orphan.get().pid());
            stop();
        }
        data.clearAfterKill();
    }

    /** Makes the data directory: all of it or nothing, whenever it is interrupted. */
    void create(String password) throws IOException {
        for (Path path : Trees.children(directory)) {
            if (path.getFileName().toString().startsWith(UNFINISHED)) Trees.delete(path);
        }
        // A name of its own: when our predecessor was killed, its initdb may still be at work.
        Path unfinished = directory.resolve(UNFINISHED + ProcessHandle.current().pid());
        run(
                "initdb",
                List.of(
                        "--pgdata=" + unfinished,
                        "--username=" + SUPERUSER,
                        "--encoding=UTF8",
                        // Unicode's letters, the same on every machine, and the order of code points.
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        // Let nobody in; our own rules follow before it first listens.
                        "--auth-local=peer",
                        "--auth-host=ident",
                        "--no-instructions",
                        settings.isDurable() ? "--sync-method=fsync" : "--no-sync"),
                "");
        execute(unfinished, "create role " + NAME + " login createdb password '" + password + "'");
        execute(unfinished, "create database " + NAME + " owner " + NAME);
        Files.move(unfinished, data.path(), ATOMIC_MOVE);
    }

    boolean hasData() {
        return data.exists();
    }

    void changePassword(String password) throws IOException {
        execute(data.path(), "alter role " + NAME + " password '" + password + "'");
    }

    /** Starts it on one of the ports given; the answer is the one it listens on. */
    int start(IntSupplier ports) throws IOException {
        Path log = directory.resolve("log");
        if (!Files.isDirectory(log)) Files.createDirectory(log);
        account.own(log);
        Files.deleteIfExists(startLog());
        for (int attempt = 1; attempt <= PORT_ATTEMPTS_MAX; attempt++) {
            int port = ports.getAsInt();
            write("postgresql.conf", settings.postgresql(ADDRESS, port));
            write("pg_hba.conf", settings.access(ADDRESS, NAME));
            Command.Outcome outcome = control("start", "-l", startLog().toString());
            if (outcome.isSuccess()) return port;
            if (isFree(port) || data.postmaster().isPresent()) {
                stop();
                throw didNotStart(outcome);
            }
            LOG.info("Port {} was taken meanwhile", port);
        }
        throw new EmbeddedDatabaseException("PostgreSQL found no free port in " + PORT_ATTEMPTS_MAX + " attempts");
    }

    /** Stops it, fast and in order; one that does not obey is told to crash, which loses nothing committed. */
    void stop() throws IOException {
        if (data.postmaster().isEmpty()) return;
        if (settings.isDurable()) {
            Command.Outcome fast = control("stop", "-m", "fast");
            if (fast.isSuccess()) return;
            LOG.warn("PostgreSQL did not stop in order: {}", fast.output().strip());
        }
        Command.Outcome immediate = control("stop", "-m", "immediate");
        if (!immediate.isSuccess() && data.postmaster().isPresent()) {
            throw new EmbeddedDatabaseException("PostgreSQL on " + directory + " does not stop: "
                    + immediate.output().strip());
        }
    }

    /** A port that is free at this moment. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new EmbeddedDatabaseException("No free port on " + ADDRESS, none);
        }
    }

    /** {@link #ADDRESS}, whichever family the system prefers. */
    static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(loopback(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private Command.Outcome control(String action, String... options) throws IOException {
        Duration limit = action.equals("start") ? START_LIMIT : STOP_LIMIT;
        List<String> words = new ArrayList<>(List.of(
                binaries.program("pg_ctl").toString(),
                action,
                "-s",
                "-w",
                "-t",
                Long.toString(limit.toSeconds()),
                "-D",
                data.path().toString()));
        words.addAll(List.of(options));
        return account.command(directory, words).run(limit.plus(MARGIN));
    }

    /** Runs one statement without a listening server, hence without a superuser who could be logged in as. */
    private void execute(Path data, String sql) throws IOException {
        run(
                "postgres",
                List.of(
                        "--single",
                        "-D",
                        data.toString(),
                        "-c",
                        "exit_on_error=on",
                        // The statement may hold the password.
                        "-c",
                        "log_min_error_statement=panic",
                        "-c",
                        "fsync=" + (settings.isDurable() ? "on" : "off"),
                        SUPERUSER),
                sql + "\n");
    }

    private void run(String program, List<String> arguments, String input) throws IOException {
        List<String> words = new ArrayList<>(arguments);
        words.add(0, binaries.program(program).toString());
        Command.Outcome outcome = account.command(directory, words).run(input, START_LIMIT);
        if (outcome.isSuccess()) return;
        throw new EmbeddedDatabaseException("PostgreSQL could not make its data directory in " + directory + ": "
                + outcome.output().strip());
    }

    private void write(String file, String content) throws IOException {
        Path draft = data.path().resolve(file + ".draft");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, content, UTF_8);
        account.own(draft);
        Files.move(draft, data.path().resolve(file), ATOMIC_MOVE);
    }

    private Path startLog() {
        return directory.resolve("log").resolve("start.log");
    }

    private EmbeddedDatabaseException didNotStart(Command.Outcome outcome) throws IOException {
        String log = Files.exists(startLog()) ? Files.readString(startLog(), UTF_8) : "";
        String tail = log.substring(Math.max(0, log.length() - LOG_TAIL_CHARACTERS));
        return new EmbeddedDatabaseException("PostgreSQL did not start on " + directory + " (its log is in "
                + startLog().getParent() + "): " + outcome.output().strip() + "\n" + tail.strip());
    }
}
