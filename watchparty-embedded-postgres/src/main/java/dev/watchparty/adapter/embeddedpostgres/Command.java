package dev.watchparty.adapter.embeddedpostgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A program with its arguments, run to its end in a directory and with nothing of our environment but the path. */
record Command(Path directory, List<String> words) {

    /** How a program ended, and what it wrote to both of its outputs. */
    record Outcome(int status, String output) {
        boolean isSuccess() {
            return status == 0;
        }
    }

    Command {
        words = List.copyOf(words);
    }

    Outcome run(Duration limit) throws IOException {
        return run("", limit);
    }

    /**
     * Runs it with {@code input} on its standard input; one that outlives {@code limit} is killed and an error. An
     * interrupt waits until it has ended: stopping the server is what interrupted threads do last.
     */
    Outcome run(String input, Duration limit) throws IOException {
        Process process = start();
        feed(process, input);
        int status = await(process, limit);
        // Only now: what these programs write fits into the pipe, and a daemon they leave may keep it open.
        try (InputStream output = process.getInputStream()) {
            return new Outcome(status, new String(output.readAllBytes(), UTF_8));
        }
    }

    private Process start() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true);
        // Variables such as PGOPTIONS or PGDATA would reach into the server; messages are wanted in English.
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(Set.of("PATH"));
        environment.put("LC_ALL", "C");
        return builder.start();
    }

    private static void feed(Process process, String input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(UTF_8));
        } catch (IOException ignored) {
            // It ended before it read all; its status tells why.
        }
    }

    private int await(Process process, Duration limit) {
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) return process.exitValue();
                    process.destroyForcibly();
                    throw new EmbeddedDatabaseException(
                            words.get(0) + " did not end within " + limit.toSeconds() + " s");
                } catch (InterruptedException interrupted) {
                    isInterrupted = true;
                }
            }
        } finally {
            if (isInterrupted) Thread.currentThread().interrupt();
        }
    }
}
