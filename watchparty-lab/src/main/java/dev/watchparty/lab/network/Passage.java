package dev.watchparty.lab.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One connection through a bad network: the client's socket, the server's, and what is on its way between them. Two
 * threads a direction: one reads and decides when each chunk arrives, one waits for that and writes.
 */
final class Passage {

    private static final int CHUNK_BYTES_MAX = 16 * 1024;
    private static final int CONNECT_TIMEOUT_MS = 10_000;
    private static final int DIRECTIONS = 2;

    private final Weather weather;
    private final SplittableRandom random;
    private final Socket client;
    private final Socket server = new Socket();
    private final Consumer<Passage> onClose;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final AtomicInteger directionsOpen = new AtomicInteger(DIRECTIONS);
    private volatile boolean isClosed;

    Passage(Weather weather, SplittableRandom random, Socket client, Consumer<Passage> onClose) {
        this.weather = weather;
        this.random = random;
        this.client = client;
        this.onClose = onClose;
    }

    void open(InetSocketAddress address) {
        start("open", () -> {
            weather.awaitOpening();
            server.connect(address, CONNECT_TIMEOUT_MS);
            client.setTcpNoDelay(/* on= */ true);
            server.setTcpNoDelay(/* on= */ true);
            long openedNanos = System.nanoTime();
            // The client's kernel takes the connection for open at once; a real one would have waited a round trip.
            begin("up", client, server, openedNanos + weather.link().roundTripNanos());
            begin("down", server, client, openedNanos);
        });
    }

    /** Ends it as a cable does: both sides are reset. */
    void reset() {
        if (isClosed) return;
        isClosed = true;
        closeWithReset(client);
        closeWithReset(server);
        threads.forEach(Thread::interrupt);
        onClose.accept(this);
    }

    private void begin(String direction, Socket from, Socket to, long openedNanos) {
        Flight flight = new Flight(openedNanos);
        SplittableRandom ownRandom = random.split();
        start(direction + "-read", () -> read(from.getInputStream(), flight, openedNanos, ownRandom));
        start(direction + "-write", () -> write(to, flight));
    }

    private void read(InputStream from, Flight flight, long openedNanos, SplittableRandom ownRandom)
            throws IOException, InterruptedException {
        byte[] buffer = new byte[CHUNK_BYTES_MAX];
        int count;
        do {
            count = from.read(buffer);
            byte[] chunk = new byte[Math.max(0, count)];
            System.arraycopy(buffer, 0, chunk, 0, chunk.length);
            long leftNanos = System.nanoTime();
            if (leftNanos - openedNanos < 0) {
                leftNanos = openedNanos;
            }
            flight.depart(chunk, leftNanos + weather.link().transitNanos(chunk.length, ownRandom));
        } while (count > 0);
    }

    private void write(Socket to, Flight flight) throws IOException, InterruptedException {
        OutputStream output = to.getOutputStream();
        Flight.Chunk chunk = flight.next();
        for (; !chunk.isEnd(); chunk = flight.next()) {
            weather.awaitArrival(chunk.dueNanos());
            output.write(chunk.bytes());
        }
        weather.awaitArrival(chunk.dueNanos());
        to.shutdownOutput();
        if (directionsOpen.decrementAndGet() == 0) {
            finish();
        }
    }

    /** Both sides have said all they had to say. */
    private void finish() throws IOException {
        if (isClosed) return;
        isClosed = true;
        client.close();
        server.close();
        onClose.accept(this);
    }

    private static void closeWithReset(Socket socket) {
        try (socket) {
            socket.setSoLinger(/* on= */ true, 0);
        } catch (IOException closedAlready) {
            // That is what was wanted.
        }
    }

    private void runOrHearOfReset(Step step) throws InterruptedException {
        try {
            step.run();
        } catch (IOException broken) {
            weather.awaitArrival(System.nanoTime()); // A reset is a packet too.
            reset();
        }
    }

    /** A step of a connection's life; whatever fails ends the connection. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private void start(String name, Step step) {
        Thread thread = new Thread(() -> runOrReset(step), "bad-network-" + name + "-" + client.getPort());
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        if (isClosed) {
            thread.interrupt();
        }
    }

    private void runOrReset(Step step) {
        try {
            runOrHearOfReset(step);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
