package dev.watchparty.load;

import dev.watchparty.load.machine.Pinning;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which server is put under load, and how to get at it. */
final class ServerOptions {

    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8080",
            description = "The server; loopback only. Default: ${DEFAULT-VALUE}")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--pid",
            description = "A process of the server, whose whole tree is measured. May be given several times.")
    private List<Long> pids = new ArrayList<>();

    @Option(
            names = "--start",
            defaultValue = "",
            description = "A shell command that starts the server, in place of --pid. It is stopped at the end.")
    private String start = "";

    @Option(
            names = "--secret",
            defaultValue = "${env:WATCHPARTY_JWT_SECRET:-}",
            description = "The HS256 secret of the server, to sign tokens with. Default: WATCHPARTY_JWT_SECRET")
    private String secret = "";

    URI url() {
        return url;
    }

    List<Long> pids() {
        return pids;
    }

    String secret() {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("--secret is missing: the secret the server checks tokens with");
        }
        return secret;
    }

    /** Puts nothing under load yet; starts the server if that was asked for, and waits until it is ready. */
    ServerUnderLoad open(Pinning pinning) throws IOException {
        return start.isEmpty() ? ServerUnderLoad.running(this) : ServerUnderLoad.started(this, start, pinning);
    }
}
