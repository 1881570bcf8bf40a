package dev.watchparty.load.machine;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A server process that this one started. It ends with {@link #close()}, at the latest with this virtual machine. */
public final class StartedServer implements AutoCloseable {

    /** A server that has not ended so long after SIGTERM is killed. */
    private static final long STOP_SECONDS_MAX = 20;

    private final Process process;
    private final Thread atExit = new Thread(this::stop, "stop-server");

    private StartedServer(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Runs a command of the shell. What it prints goes to our standard error, so that it never mixes with figures.
     *
     * @param variables of its environment, besides ours
     */
    public static StartedServer shell(String command, Map<String, String> variables, Pinning pinning)
            throws IOException {
        // The shell's own output is moved to standard error, which the command inherits.
        List<String> line = pinning.pinned(List.of("sh", "-c", "exec 1>&2; " + command));
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(variables);
        return new StartedServer(builder.start());
    }

    /** Runs a program whose standard output is left for {@link #output()}. */
    static StartedServer program(List<String> command, Pinning pinning) throws IOException {
        return new StartedServer(new ProcessBuilder(pinning.pinned(command))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    InputStream output() {
        return process.getInputStream();
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // The hook runs already; it finds nothing left to stop.
        }
    }

    /** From the top down: a server is given the time to stop what it started before that is told too. */
    private void stop() {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        for (ProcessHandle handle : all) {
            if (handle.destroy() && !hasEnded(handle)) {
                handle.destroyForcibly();
            }
        }
    }

    private static boolean hasEnded(ProcessHandle handle) {
        try {
            handle.onExit().get(STOP_SECONDS_MAX, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException stubborn) {
            return false;
        }
    }
}
