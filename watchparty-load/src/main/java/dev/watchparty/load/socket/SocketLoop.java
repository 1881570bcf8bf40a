package dev.watchparty.load.socket;

import dev.watchparty.load.measure.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * The one thread on which all connections live. Everything about a run is confined to it; others hand it work with
 * {@link #execute} and ask it with {@link #call}.
 */
public final class SocketLoop implements Executor, AutoCloseable {

    /** Handshakes under way at once: enough to be quick, few enough not to be an attack. */
    static final int OPENING_MAX = 64;

    /**
     * Connections from one loopback address. The kernel has some 28 000 ports for each, and gives out every second one
     * first; beyond that half, finding a free one takes it ever longer.
     */
    static final int PER_ADDRESS_MAX = 12_000;

    /** After so many addresses, the first is taken again: what churns has left it by then. */
    private static final int ADDRESSES = 16;

    private static final int READ_BYTES = 1 << 16;
    private static final long TURN_MS_MAX = 100;
    private static final long ANSWER_SECONDS_MAX = 60;

    private final InetSocketAddress server;
    private final Ticker ticker;
    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final byte[] room = new byte[READ_BYTES];
    private final Deque<Connection> toOpen = new ArrayDeque<>();
    private final Set<Connection> connections = new HashSet<>();
    private final Thread thread;
    private int opening;
    private int opened;
    private LongConsumer everyTurn = now -> {};
    private volatile boolean ended;

    /**
     * A loop for connections to {@code server}.
     *
     * @throws IllegalArgumentException if that is anywhere but on this machine's loopback
     */
    public SocketLoop(InetSocketAddress server, Ticker ticker) throws IOException {
        if (server.isUnresolved() || !server.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "only loopback addresses are put under load, and this is none: " + server);
        }
        this.server = server;
        this.ticker = ticker;
        this.selector = Selector.open();
        this.thread = new Thread(this::run, "sockets");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Runs on the loop's thread after each read and each wait, with the present instant. */
    public void everyTurn(LongConsumer action) {
        execute(() -> everyTurn = action);
    }

    /** Opens a connection as soon as there is room among the handshakes under way. */
    public void open(Upgrade upgrade, ConnectionListener listener) {
        execute(() -> {
            Connection connection = new Connection(upgrade, listener);
            connections.add(connection);
            toOpen.add(connection);
        });
    }

    /** Ends a connection without a word. To be called on the loop's thread. */
    public void drop(Connection connection) {
        connections.remove(connection);
        connection.close();
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        wakeUp();
    }

    /** Asks on the loop's thread, and waits for the answer. */
    public <T> T call(Supplier<T> question) {
        if (ended) {
            throw new IllegalStateException("the loop has ended");
        }
        return CompletableFuture.supplyAsync(question, this)
                .orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                .join();
    }

    public void wakeUp() {
        selector.wakeup();
    }

    @Override
    public void close() {
        ended = true;
        wakeUp();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(ANSWER_SECONDS_MAX));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (selector) {
            while (!ended) {
                selector.select(this::ready, TURN_MS_MAX);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                openMore();
                everyTurn.accept(ticker.nanos());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            ended = true;
            connections.forEach(Connection::close);
        }
    }

    private void openMore() throws UnknownHostException {
        while (opening < OPENING_MAX && !toOpen.isEmpty()) {
            Connection connection = toOpen.remove();
            opening++;
            try {
                connection.connect(selector, source(opened++), server);
            } catch (IOException refused) {
                opening--;
                connection.lost(String.valueOf(refused.getMessage()));
            }
        }
    }

    /** 127.0.0.1 for the first connections, then 127.0.0.2 and so on. */
    static InetSocketAddress source(int number) throws UnknownHostException {
        byte[] address = {127, 0, 0, (byte) (1 + number / PER_ADDRESS_MAX % ADDRESSES)};
        return new InetSocketAddress(InetAddress.getByAddress(address), 0);
    }

    private void ready(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        boolean wasOpen = connection.isOpen();
        if (!key.isValid()) return;
        try {
            if (key.isConnectable()) {
                connection.connected();
            }
            if (key.isReadable()) {
                connection.readable(room, ticker);
            }
            if (key.isWritable()) {
                connection.writable();
            }
            if (!wasOpen && connection.isOpen()) {
                opening--;
            }
        } catch (IOException | UncheckedIOException broken) {
            if (!wasOpen) {
                opening--;
            }
            connection.lost(String.valueOf(broken.getMessage()));
        }
        everyTurn.accept(ticker.nanos());
    }
}
