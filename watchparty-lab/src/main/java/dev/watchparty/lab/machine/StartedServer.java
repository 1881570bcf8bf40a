package dev.watchparty.lab.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server that was started here; it ends with {@link #close()}, at the latest with this virtual machine. */
public final class StartedServer implements AutoCloseable {

    private static final Pattern RUNNING = Pattern.compile("Watchparty is running at (http://127\\.0\\.0\\.1:[0-9]+)");
    private static final long STOP_SECONDS_MAX = 20;
    private static final int LINES_KEPT = 40;

    private final Process process;
    private final URI address;
    private final Thread atExit = new Thread(this::stop, "stop-server");

    private StartedServer(Process process, URI address) {
        this.process = process;
        this.address = address;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Runs a command that starts a server on a free port of loopback, and waits until it says where it listens. */
    public static StartedServer start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        URI address = awaitAddress(output);
        drain(output);
        return new StartedServer(process, address);
    }

    public URI address() {
        return address;
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

    private static URI awaitAddress(BufferedReader output) throws IOException {
        StringBuilder said = new StringBuilder();
        int lines = 0;
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher running = RUNNING.matcher(line);
            if (running.find()) return URI.create(running.group(1) + "/");
            if (lines++ < LINES_KEPT) {
                said.append(line).append('\n');
            }
        }
        throw new IOException("the server ended before it was ready; it said:\n" + said);
    }

    /** So that the server never waits for somebody to read what it prints. */
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(
                () -> {
                    try (output) {
                        output.lines().forEach(line -> {});
                    } catch (IOException | RuntimeException ended) {
                        // Its process has ended: nothing more to read.
                    }
                },
                "server-output");
        reader.setDaemon(true);
        reader.start();
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
