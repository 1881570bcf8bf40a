package dev.watchparty.adapter.embeddedpostgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** PostgreSQL's own directory, and which processes live on it. A process that is not seen to be of it is let alone. */
record DataDirectory(Path path) {

    // More than any system gives out, so that no process has it.
    private static final long NO_PID = Integer.MAX_VALUE;
    private static final Duration SURVIVORS_LIMIT = Duration.ofSeconds(10);

    boolean exists() {
        return Files.exists(path.resolve("PG_VERSION"));
    }

    String majorVersion() throws IOException {
        return Files.readString(path.resolve("PG_VERSION"), UTF_8).strip();
    }

    /** The server that is alive on it, whoever started it. */
    Optional<ProcessHandle> postmaster() throws IOException {
        return recordedPid().flatMap(ProcessHandle::of).filter(this::isServedBy);
    }

    /**
     * Makes room for a new server after one that was killed: its file may name a pid that by now is somebody else's,
     * which PostgreSQL would take for a living server, and its children may not have noticed yet.
     */
    void clearAfterKill() throws IOException {
        if (postmaster().isPresent()) throw new IllegalStateException("A server is alive on " + path);
        Optional<Long> pid = recordedPid();
        if (pid.isEmpty()) return;
        endSurvivors();
        if (ProcessHandle.of(pid.get()).isPresent()) disown();
    }

    private void endSurvivors() {
        List<ProcessHandle> survivors =
                ProcessHandle.allProcesses().filter(this::worksIn).toList();
        // As a batch: the logger leaves only when all others have.
        survivors.forEach(ProcessHandle::destroy);
        survivors.forEach(DataDirectory::awaitEnd);
    }

    /** Names no process in the file, and keeps the rest: by it PostgreSQL finds shared memory still in use. */
    private void disown() throws IOException {
        String content = Files.readString(pidFile(), UTF_8);
        Files.writeString(pidFile(), content.replaceFirst("^\\s*[0-9]+", Long.toString(NO_PID)), UTF_8);
    }

    private Optional<Long> recordedPid() throws IOException {
        if (!Files.exists(pidFile())) return Optional.empty();
        String first = Files.readString(pidFile(), UTF_8).lines().findFirst().orElse("");
        return first.strip().matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(first.strip())) : Optional.empty();
    }

    private Path pidFile() {
        return path.resolve("postmaster.pid");
    }

    private boolean isServedBy(ProcessHandle process) {
        return worksIn(process) || wasStartedOn(process);
    }

    private boolean worksIn(ProcessHandle process) {
        try {
            return isPostgres(process)
                    && Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                            .equals(path);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private boolean wasStartedOn(ProcessHandle process) {
        List<String> arguments = List.of(process.info().arguments().orElseGet(() -> new String[0]));
        return isPostgres(process) && arguments.equals(List.of("-D", path.toString()));
    }

    private static boolean isPostgres(ProcessHandle process) {
        // "postgres (deleted)" when its program has been removed meanwhile.
        return process.info()
                .command()
                .filter(command -> command.matches(".*/postgres( \\(deleted\\))?"))
                .isPresent();
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(SURVIVORS_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException stuck) {
            process.destroyForcibly();
        } catch (ExecutionException impossible) {
            throw new AssertionError(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EmbeddedDatabaseException("Interrupted while waiting for an old server to end", interrupted);
        }
    }
}
