package dev.watchparty.adapter.embeddedpostgres;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked into a directory named for their content, so that those of another release never
 * replace the ones a server is running from.
 *
 * @param version as {@code postgres} itself states it, such as 18.6
 */
record Binaries(Path home, String version) {

    private static final String PREFIX = "postgresql-";
    private static final String UNFINISHED = "unpacking-";
    private static final int DIGEST_CHARACTERS = 16;
    private static final int EXECUTABLE = 0100;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern VERSION = Pattern.compile("postgres \\(PostgreSQL\\) ([0-9]+\\S*)");

    /** Unpacks them into {@code parent} unless they are there; safe when several processes do so at once. */
    static Binaries in(Path parent, ServerAccount account) throws IOException {
        byte[] archive = archive();
        Path home = parent.resolve(PREFIX + digest(archive));
        if (!Files.isDirectory(home)) unpack(archive, home, account);
        return new Binaries(home, version(home, account));
    }

    Path program(String name) {
        return program(home, name);
    }

    /** The first part of the version; data directories are of one major version for ever. */
    String major() {
        return version.replaceFirst("[^0-9].*", "");
    }

    /** Deletes those of other releases; only for a parent that no other process uses. */
    void deleteOthers() throws IOException {
        for (Path path : Trees.children(home.resolveSibling("."))) {
            if (path.getFileName().toString().startsWith(PREFIX)
                    && !path.getFileName().equals(home.getFileName())) {
                Trees.delete(path);
            }
        }
    }

    private static synchronized void unpack(byte[] archive, Path home, ServerAccount account) throws IOException {
        Path parent = home.resolveSibling(".").normalize();
        Path lockFile = parent.resolve(UNFINISHED + "lock");
        try (FileChannel channel = FileChannel.open(lockFile, CREATE, WRITE);
                FileLock lock = channel.lock()) {
            if (Files.isDirectory(home)) return;
            account.own(lockFile);
            Path unfinished = parent.resolve(UNFINISHED + home.getFileName());
            Trees.delete(unfinished);
            extract(archive, Files.createDirectory(unfinished));
            account.own(unfinished);
            // Without it a power cut might leave the final name with empty files behind it.
            new Command(parent, List.of("sync")).run(LIMIT);
            if (lock.isValid()) Files.move(unfinished, home, ATOMIC_MOVE);
        }
    }

    private static void extract(byte[] archive, Path directory) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                extract(entry, tar, directory.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void extract(TarArchiveEntry entry, InputStream content, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            boolean isExecutable = (entry.getMode() & EXECUTABLE) != 0;
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(isExecutable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    /** The bundled archive for this machine. */
    private static byte[] archive() throws IOException {
        String name = archiveName(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        try (InputStream content = Binaries.class.getResourceAsStream(name)) {
            if (content != null) return content.readAllBytes();
        }
        throw new EmbeddedDatabaseException("No PostgreSQL is bundled for " + System.getProperty("os.name") + " on "
                + System.getProperty("os.arch") + ". Configure a database of your own.");
    }

    static String archiveName(String system, String machine) {
        // The Mac's binaries are universal, and bundled under the older machine's name only.
        if (system.toLowerCase(Locale.ROOT).startsWith("mac")) return "/postgres-darwin-x86_64.txz";
        return "/postgres-" + system.toLowerCase(Locale.ROOT) + "-" + ArchUtils.normalize(machine) + ".txz";
    }

    private static String digest(byte[] archive) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String version(Path home, ServerAccount account) throws IOException {
        List<String> words = List.of(program(home, "postgres").toString(), "--version");
        Command.Outcome outcome = account.command(home, words).run(LIMIT);
        Matcher matcher = VERSION.matcher(outcome.output());
        if (outcome.isSuccess() && matcher.find()) return matcher.group(1);
        throw new EmbeddedDatabaseException("The bundled PostgreSQL does not run here ("
                + outcome.output().strip() + "). Configure a database of your own.");
    }

    private static Path program(Path home, String name) {
        return home.resolve("bin").resolve(name);
    }
}
