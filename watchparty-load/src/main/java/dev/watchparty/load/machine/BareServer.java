package dev.watchparty.load.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A program that turns a member's frame into a message for each member and does nothing else. It serves on a free port
 * of loopback, which it prints, and ends when its standard input does.
 */
public final class BareServer implements AutoCloseable {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final StartedServer server;
    private final InetSocketAddress address;

    private BareServer(StartedServer server, InetSocketAddress address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Starts it.
     *
     * @throws IOException if there is no such program, or it ends without naming its port
     */
    public static BareServer start(List<String> command, Pinning pinning) throws IOException {
        StartedServer server = StartedServer.program(command, pinning);
        BufferedReader output = new BufferedReader(new InputStreamReader(server.output(), StandardCharsets.US_ASCII));
        String port = output.readLine();
        if (port == null) {
            server.close();
            throw new IOException("did not start: " + String.join(" ", command));
        }
        InetAddress loopback = InetAddress.getByAddress(LOOPBACK);
        return new BareServer(server, new InetSocketAddress(loopback, Integer.parseInt(port)));
    }

    public InetSocketAddress address() {
        return address;
    }

    public ServerProcesses processes() {
        return ServerProcesses.of(List.of(server.pid()));
    }

    @Override
    public void close() {
        server.close();
    }
}
