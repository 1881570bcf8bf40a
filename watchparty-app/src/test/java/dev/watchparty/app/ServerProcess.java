package dev.watchparty.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server in a process of its own, on a free port, with all that it prints. */
final class ServerProcess implements AutoCloseable {

    private static final Pattern RUNNING = Pattern.compile("Watchparty is running at http://127\\.0\\.0\\.1:([0-9]+)");
    private static final int TERMINATED = 128 + 15;

    private final Process process;
    private final BufferedReader output;
    private final List<String> printed = new CopyOnWriteArrayList<>();
    private int port;

    private ServerProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts one that people can use. */
    static ServerProcess start(String... arguments) throws IOException {
        ServerProcess server = launch(arguments);
        Matcher running = server.awaitLine(RUNNING);
        server.port = Integer.parseInt(running.group(1));
        server.drain();
        return server;
    }

    /** Starts one with a database of its own in {@code dataDir}, which commands may be sent to as fast as it can. */
    static ServerProcess startIn(Path dataDir) throws IOException {
        return start(argumentsFor(dataDir));
    }

    static String[] argumentsFor(Path dataDir) {
        return new String[] {"--host=127.0.0.1", "--port=0", "--data-dir=" + dataDir, "--limit-commands-per-second=0"};
    }

    /** Begins to start one. */
    static ServerProcess launch(String... arguments) throws IOException {
        Stream<String> java = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.watchparty.app.Main");
        List<String> command = Stream.concat(java, Stream.of(arguments)).toList();
        return new ServerProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Reads what it prints up to a line with {@code wanted}. */
    Matcher awaitLine(Pattern wanted) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            printed.add(line);
            Matcher matcher = wanted.matcher(line);
            if (matcher.find()) return matcher;
        }
        throw new AssertionError("the server did not print " + wanted + ", but: " + printed());
    }

    /** So that the server never waits for somebody to read what it prints. */
    void drain() {
        Thread reader = new Thread(() -> {
            try {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    printed.add(line);
                }
            } catch (IOException ended) {
                throw new UncheckedIOException(ended);
            }
        });
        reader.setDaemon(true);
        reader.setUncaughtExceptionHandler((thread, closed) -> {}); // Its process was killed: nothing more to read.
        reader.start();
    }

    int port() {
        return port;
    }

    /** All it printed so far. */
    String printed() {
        return String.join("\n", printed);
    }

    /** Pulls the plug. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to stop, waits until it did, and tells whether it did so in order. */
    boolean stop() throws InterruptedException {
        process.destroy();
        return process.waitFor() == TERMINATED;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
