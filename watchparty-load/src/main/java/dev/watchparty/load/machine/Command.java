package dev.watchparty.load.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Short commands of the system that are run to their end. */
public final class Command {

    private Command() {}

    /** The program that asks Java virtual machines: that of our own Java, else whichever there is. */
    public static String jcmd() {
        Path ours = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        return Files.exists(ours) ? ours.toString() : "jcmd";
    }

    /**
     * What the command printed.
     *
     * @throws IOException if there is no such command, or it failed; with what it said
     */
    public static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed: " + output.strip());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted during " + command.get(0), interrupted);
        }
        return output;
    }
}
