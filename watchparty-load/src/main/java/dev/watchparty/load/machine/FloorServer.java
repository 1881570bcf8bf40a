package dev.watchparty.load.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The physical floor: a C program that turns a member's frame into one {@code send()} for each member and does nothing
 * else. It is compiled from the source in this jar, and serves on a free port of loopback.
 */
public final class FloorServer implements AutoCloseable {

    private static final String SOURCE = "floor.c";
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Path directory;
    private final StartedServer server;
    private final InetSocketAddress address;

    private FloorServer(Path directory, StartedServer server, InetSocketAddress address) {
        this.directory = directory;
        this.server = server;
        this.address = address;
    }

    /**
     * Compiles and starts it.
     *
     * @throws IOException if there is no C compiler, or the program does not start
     */
    public static FloorServer start(Pinning pinning) throws IOException {
        Path directory = Files.createTempDirectory("watchparty-floor");
        try {
            Path program = compile(directory);
            StartedServer server = StartedServer.program(List.of(program.toString()), pinning);
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(server.output(), StandardCharsets.US_ASCII));
            String port = output.readLine();
            if (port == null) {
                server.close();
                throw new IOException("the floor did not start");
            }
            InetAddress loopback = InetAddress.getByAddress(LOOPBACK);
            return new FloorServer(directory, server, new InetSocketAddress(loopback, Integer.parseInt(port)));
        } catch (IOException failed) {
            delete(directory);
            throw failed;
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    public long pid() {
        return server.pid();
    }

    @Override
    public void close() throws IOException {
        server.close();
        delete(directory);
    }

    private static Path compile(Path directory) throws IOException {
        Path source = directory.resolve(SOURCE);
        Path program = directory.resolve("floor");
        try (InputStream text = FloorServer.class.getResourceAsStream(SOURCE)) {
            if (text == null) {
                throw new AssertionError(SOURCE + " is missing in this jar");
            }
            Files.copy(text, source);
        }
        Command.run(List.of("cc", "-O2", "-o", program.toString(), source.toString()));
        return program;
    }

    private static void delete(Path directory) throws IOException {
        for (String name : List.of(SOURCE, "floor")) {
            Files.deleteIfExists(directory.resolve(name));
        }
        Files.deleteIfExists(directory);
    }
}
