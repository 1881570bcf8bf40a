package dev.watchparty.load;

import dev.watchparty.load.machine.Pinning;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which server is put under load, and how to get at it. */
final class ServerOptions {

    private static final String RUNNING = "http://127.0.0.1:8080";

    @Option(
            names = "--url",
            defaultValue = "",
            description = "The server; loopback only. Default: " + RUNNING + ", or a free port with --start")
    private String url = "";

    @Option(
            names = "--pid",
            description = "A process of the server, whose whole tree is measured. May be given several times.")
    private List<Long> pids = new ArrayList<>();

    @Option(
            names = "--start",
            defaultValue = "",
            description = "A shell command that starts the server, in place of --pid. It is stopped at the end. Its"
                    + " port, secret and limits are set in its environment, unless they are set there already.")
    private String start = "";

    @Option(
            names = "--secret",
            defaultValue = "${env:WATCHPARTY_JWT_SECRET:-}",
            description = "The HS256 secret of the server, to sign tokens with. Default: WATCHPARTY_JWT_SECRET, or one"
                    + " of its own with --start")
    private String secret = "";

    /** Puts nothing under load yet; starts the server if that was asked for, and waits until it is ready. */
    ServerUnderLoad open(Pinning pinning) throws IOException {
        return open(pinning, StartedEnvironment.Limits.OFF);
    }

    /** The same, with {@code limits} if it is started. */
    ServerUnderLoad open(Pinning pinning, StartedEnvironment.Limits limits) throws IOException {
        if (start.isEmpty()) {
            if (secret.isEmpty()) {
                throw new IllegalArgumentException("--secret is missing: the secret the server checks tokens with");
            }
            return ServerUnderLoad.running(URI.create(url.isEmpty() ? RUNNING : url), secret, pids);
        }
        return ServerUnderLoad.started(StartedEnvironment.of(url, secret, limits), start, pinning);
    }
}
