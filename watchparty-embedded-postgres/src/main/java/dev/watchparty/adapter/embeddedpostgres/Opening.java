package dev.watchparty.adapter.embeddedpostgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that is decided before a directory is opened, and the opening itself.
 *
 * @param binariesParent where PostgreSQL's programs are unpacked, unless the server's account cannot reach it
 * @param ports proposes a port for each attempt
 */
record Opening(Path directory, Settings settings, Path binariesParent, IntSupplier ports) {

    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    /** Programs and data together: nothing else on the machine can take the programs away from under the server. */
    static Opening durable(Path directory) throws IOException {
        Path real = made(directory);
        return new Opening(real, Settings.DURABLE, real, Server::freePort);
    }

    /** Programs in the user's cache, so that tests do not unpack them each time. */
    static Opening temporary(Path directory) throws IOException {
        Path home = Path.of(System.getProperty("user.home", ""));
        Path cache = home.resolve(".cache").resolve("watchparty");
        return new Opening(made(directory), Settings.TEMPORARY, cache, Server::freePort);
    }

    Opening withBinariesIn(Path parent) {
        return new Opening(directory, settings, parent, ports);
    }

    Opening withPorts(IntSupplier supplier) {
        return new Opening(directory, settings, binariesParent, supplier);
    }

    /** Blocks until the server accepts connections. */
    EmbeddedDatabase open() throws IOException {
        DirectoryLock lock = DirectoryLock.acquire(directory);
        try {
            return open(lock);
        } catch (IOException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    /** Stops what still runs on a temporary directory and deletes it; somebody else's is let alone. */
    void discard() throws IOException {
        DirectoryLock lock;
        try {
            lock = DirectoryLock.acquire(directory);
        } catch (EmbeddedDatabaseException taken) {
            return;
        }
        try (lock) {
            ServerAccount account = ServerAccount.of(directory);
            new Server(directory, binaries(account), account, settings).clear();
            Trees.delete(directory);
        }
    }

    private EmbeddedDatabase open(DirectoryLock lock) throws IOException {
        ServerAccount account = ServerAccount.of(directory);
        account.own(DirectoryLock.file(directory));
        Binaries binaries = binaries(account);
        Server server = new Server(directory, binaries, account, settings);
        server.checkVersion();
        server.clear();
        String password = password(server, account);
        int port = server.start(ports);
        if (binaries.home().startsWith(directory)) binaries.deleteOthers();
        LOG.info(
                "PostgreSQL {} listens on {}:{}, its data is in {}",
                binaries.version(),
                Server.ADDRESS,
                port,
                directory);
        return new EmbeddedDatabase(this, lock, server, port, password);
    }

    private Binaries binaries(ServerAccount account) throws IOException {
        if (binariesParent.equals(directory) || !account.isOurs() || !isUsable(binariesParent)) {
            return Binaries.in(directory, account);
        }
        return Binaries.in(binariesParent.toRealPath(), account);
    }

    private static boolean isUsable(Path parent) {
        if (!parent.isAbsolute()) return false;
        try {
            Files.createDirectories(parent);
            return Files.isWritable(parent);
        } catch (IOException forbidden) {
            return false;
        }
    }

    /** The password of the directory; one is made with the database, or anew when its file was taken away. */
    private String password(Server server, ServerAccount account) throws IOException {
        PasswordFile file = new PasswordFile(directory.resolve("password"));
        boolean isKept = file.exists();
        String password = isKept ? file.read() : PasswordFile.newPassword();
        if (!server.hasData()) {
            server.create(password);
        } else if (!isKept) {
            server.changePassword(password);
        }
        if (!isKept) file.write(password, account);
        return password;
    }

    /** Refuses what PostgreSQL's programs, who pass paths to a shell, do not quote. */
    private static Path made(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath().normalize();
        if (absolute.toString().matches("(?s).*[\"$`\\\\\\v].*")) {
            throw new EmbeddedDatabaseException("The database directory " + absolute
                    + " has one of \" $ ` \\ or a line break in its path. Choose another.");
        }
        if (!Files.isDirectory(absolute)) {
            Files.createDirectories(absolute.resolveSibling("."));
            Files.createDirectory(
                    absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return absolute.toRealPath();
    }
}
