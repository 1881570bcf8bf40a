package dev.watchparty.load.machine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which CPUs the server and the load generator may use, as {@code taskset} takes them. On two cores {@code 0:1} gives
 * the steadiest figures.
 */
public record Pinning(String server, String load) {

    /** Leaves it to the kernel. */
    public static final Pinning NONE = new Pinning("", "");

    /**
     * Reads two lists of CPUs with a colon between.
     *
     * @throws IllegalArgumentException if {@code text} is anything else
     */
    public static Pinning parse(String text) {
        if (!text.matches("[0-9,-]+:[0-9,-]+")) {
            throw new IllegalArgumentException("--pin takes SERVERCPUS:LOADCPUS such as 0:1, not " + text);
        }
        int colon = text.indexOf(':');
        return new Pinning(text.substring(0, colon), text.substring(colon + 1));
    }

    /** The command, to be run on the server's CPUs. */
    List<String> pinned(List<String> command) {
        if (server.isEmpty()) return command;
        List<String> whole = new ArrayList<>(List.of("taskset", "-c", server));
        whole.addAll(command);
        return whole;
    }

    /** Puts the present process, all its threads, on the load generator's CPUs. */
    public void pinSelf() throws IOException {
        if (load.isEmpty()) return;
        String self = Long.toString(ProcessHandle.current().pid());
        Command.run(List.of("taskset", "-apc", load, self));
    }
}
