package dev.watchparty.load.socket;

import dev.watchparty.load.measure.Ticker;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One WebSocket of one member. Confined to one thread: that of its {@link SocketLoop}. */
public final class Connection {

    /** Frames that a server may leave unread before its connection is given up. */
    static final int WAITING_MAX = 10_000;

    private static final int HEAD_BYTES_MAX = 1 << 14;

    private final Upgrade upgrade;
    private final ConnectionListener listener;
    private final FrameReader reader = new FrameReader();
    private final FrameSink sink = new Incoming();
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>(1);
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private StringBuilder head = new StringBuilder();
    private boolean open;
    private boolean over;
    private int mask;
    private long readAtNanos;

    Connection(Upgrade upgrade, ConnectionListener listener) {
        this.upgrade = upgrade;
        this.listener = listener;
        this.mask = (int) upgrade.number() * 0x9E3779B9 | 1;
    }

    /** Sends a text frame, or keeps it until the socket takes it. A broken connection is told to the listener. */
    public void send(byte[] text) {
        if (over) return;
        mask = mask * 0x5851F42D + 0x14057B7E;
        try {
            write(ClientFrames.frame(ClientFrames.TEXT, text, mask));
        } catch (IOException broken) {
            lost(String.valueOf(broken.getMessage()));
        }
    }

    public boolean isOpen() {
        return open && !over;
    }

    /** Whether frames wait for the socket to take them. */
    public boolean isCongested() {
        return !waiting.isEmpty();
    }

    void connect(Selector selector, InetSocketAddress from, InetSocketAddress server) throws IOException {
        SocketChannel fresh = SocketChannel.open();
        channel = fresh;
        fresh.configureBlocking(false);
        fresh.setOption(StandardSocketOptions.TCP_NODELAY, true);
        fresh.bind(from);
        key = fresh.register(selector, SelectionKey.OP_CONNECT, this);
        fresh.connect(server);
    }

    void connected() throws IOException {
        established().finishConnect();
        registration().interestOps(SelectionKey.OP_READ);
        write(ByteBuffer.wrap(upgrade.request()));
    }

    /** Reads once into {@code room}, which is everybody's, and hands on what came. */
    void readable(byte[] room, Ticker ticker) throws IOException {
        int count = established().read(ByteBuffer.wrap(room));
        if (count < 0) {
            throw new EOFException("the server ended the connection without a close frame");
        }
        readAtNanos = ticker.nanos();
        int used = open ? 0 : answer(room, count);
        if (open && used < count) {
            reader.read(room, used, count, sink);
        }
    }

    void writable() throws IOException {
        while (!waiting.isEmpty()) {
            established().write(waiting.element());
            if (waiting.element().hasRemaining()) return;
            waiting.remove();
        }
        registration().interestOps(SelectionKey.OP_READ);
    }

    void lost(String why) {
        if (over) return;
        close();
        listener.onLost(this, why);
    }

    /** Ends the connection without a word; servers know broken connections. */
    void close() {
        over = true;
        if (channel == null) return;
        try {
            channel.close();
        } catch (IOException ignored) {
            // It is closed for us all the same.
        }
    }

    private int answer(byte[] bytes, int count) throws IOException {
        int before = head.length();
        head.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            if (head.length() > HEAD_BYTES_MAX) throw new IOException("the answer to the upgrade has no end");
            return count;
        }
        upgrade.check(head.substring(0, end), head.toString());
        head = new StringBuilder(0);
        open = true;
        listener.onOpen(this);
        return end + 4 - before;
    }

    private void write(ByteBuffer frame) throws IOException {
        if (waiting.isEmpty()) {
            established().write(frame);
            if (!frame.hasRemaining()) return;
            registration().interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
        if (waiting.size() == WAITING_MAX) {
            throw new IOException("the server reads nothing: " + WAITING_MAX + " frames wait");
        }
        waiting.add(frame);
    }

    private SocketChannel established() throws IOException {
        if (channel == null) throw new IOException("not connected");
        return channel;
    }

    private SelectionKey registration() throws IOException {
        if (key == null) throw new IOException("not connected");
        return key;
    }

    private final class Incoming implements FrameSink {

        @Override
        public void text(byte[] bytes, int from, int length) {
            listener.onText(bytes, from, length, readAtNanos);
        }

        @Override
        public void ping(byte[] payload) throws IOException {
            write(ClientFrames.frame(ClientFrames.PONG, payload, mask));
        }

        @Override
        public void close(int code) throws IOException {
            throw new IOException("the server closed with " + code);
        }
    }
}
