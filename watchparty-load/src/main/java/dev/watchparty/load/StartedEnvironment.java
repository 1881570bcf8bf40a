package dev.watchparty.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a server is told that is started only to be measured: where to listen, whom to trust, and to refuse nobody. */
record StartedEnvironment(URI url, String secret, Map<String, String> variables) {

    /** Which of its limits a server keeps. */
    enum Limits {
        OFF,
        /** How much may be said inside a party is limited. */
        INSIDE
    }

    private static final String PREFIX = "WATCHPARTY_";
    private static final String OFF = "0";

    /** Not where those who try the server have theirs; on a disk, so that what is durable costs what it costs. */
    private static final Path DATA = Path.of("target", "load");

    private static final int SECRET_BYTES = 32;
    private static final List<String> OUTSIDE = List.of("LIMIT_CREATES_PER_HOUR", "LIMIT_JOINS_PER_HOUR");
    private static final List<String> INSIDE = List.of("LIMIT_CHATS_PER_MINUTE", "LIMIT_COMMANDS_PER_SECOND");

    StartedEnvironment {
        variables = Map.copyOf(variables);
    }

    /** What is empty is chosen: a free port, a new secret. */
    static StartedEnvironment of(String url, String secret, Limits limits) throws IOException {
        URI where = URI.create(url.isEmpty() ? "http://127.0.0.1:" + freePort() : url);
        String trusted = secret.isEmpty() ? newSecret() : secret;
        Map<String, String> variables = new HashMap<>();
        variables.put(PREFIX + "HOST", "127.0.0.1");
        variables.put(PREFIX + "PORT", Integer.toString(where.getPort()));
        variables.put(PREFIX + "JWT_SECRET", trusted);
        putUnlessSet(variables, "DATA_DIR", DATA.toAbsolutePath().toString());
        OUTSIDE.forEach(limit -> putUnlessSet(variables, limit, OFF));
        if (limits == Limits.OFF) {
            INSIDE.forEach(limit -> putUnlessSet(variables, limit, OFF));
        }
        return new StartedEnvironment(where, trusted, variables);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "StartedEnvironment[" + url + "]";
    }

    private static void putUnlessSet(Map<String, String> variables, String name, String value) {
        variables.put(PREFIX + name, System.getenv().getOrDefault(PREFIX + name, value));
    }

    private static int freePort() throws IOException {
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return door.getLocalPort();
        }
    }

    private static String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
