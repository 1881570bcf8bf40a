package dev.watchparty.adapter.embeddedpostgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right of one process to a directory. It ends with the process, however that ends, and is not inherited by the
 * server, so whoever holds it knows that a server still running there is an orphan. Safe for many threads.
 */
final class DirectoryLock implements AutoCloseable {

    private static final String FILE = "lock";
    private static final int PID_BYTES_MAX = 20;

    // Closing any channel on a file drops this process's lock on it, so a second one must never be opened.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** Takes the lock at once or fails with a message that names the directory and its owner. */
    static DirectoryLock acquire(Path directory) throws IOException {
        if (!HELD_HERE.add(directory)) throw inUse(directory, "this process, " + ours());
        try {
            FileChannel channel = FileChannel.open(file(directory), CREATE, READ, WRITE, LinkOption.NOFOLLOW_LINKS);
            if (channel.tryLock() == null) {
                try (channel) {
                    throw inUse(
                            directory,
                            "process " + pid(channel).map(String::valueOf).orElse("that is starting"));
                }
            }
            channel.truncate(0).write(UTF_8.encode(Long.toString(ours())), 0);
            return new DirectoryLock(directory, channel);
        } catch (IOException | RuntimeException refused) {
            HELD_HERE.remove(directory);
            throw refused;
        }
    }

    /** Whether the directory was locked by a process that has since died. */
    static boolean isAbandoned(Path directory) throws IOException {
        if (HELD_HERE.contains(directory) || !Files.isRegularFile(file(directory), LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Optional<Long> pid;
        try (FileChannel channel = FileChannel.open(file(directory), READ)) {
            pid = pid(channel);
        }
        return pid.isPresent() && ProcessHandle.of(pid.get()).isEmpty();
    }

    static Path file(Path directory) {
        return directory.resolve(FILE);
    }

    @Override
    public void close() throws IOException {
        // The file stays: deleting it would let two processes each lock a file of that name.
        channel.close();
        HELD_HERE.remove(directory);
    }

    private static long ours() {
        return ProcessHandle.current().pid();
    }

    private static Optional<Long> pid(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(PID_BYTES_MAX);
        channel.read(bytes, 0);
        String text = UTF_8.decode(bytes.flip()).toString();
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static EmbeddedDatabaseException inUse(Path directory, String owner) {
        return new EmbeddedDatabaseException("The database directory " + directory + " is in use by " + owner
                + ". Stop that process, or choose another directory.");
    }
}
