package dev.watchparty.load.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many files, sockets among them, this process may have open. */
public final class OpenFiles {

    private static final Path LIMITS = Path.of("/proc/self/limits");

    /** What the load generator has open besides its connections. */
    private static final int OTHERS = 200;

    private OpenFiles() {}

    /**
     * Says beforehand what would otherwise be found out half way.
     *
     * @throws IOException if this process may not have as many connections
     */
    public static void require(long connections) throws IOException {
        long limit = limit(Files.readString(LIMITS));
        if (connections + OTHERS > limit) {
            throw new IOException(connections + " connections need more open files than the " + limit
                    + " this process may have: raise them with ulimit -n, for the server too");
        }
    }

    static long limit(String limits) {
        return limits.lines()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.replaceAll("^Max open files *(\\S+).*", "$1"))
                .mapToLong(text -> text.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(text))
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }
}
