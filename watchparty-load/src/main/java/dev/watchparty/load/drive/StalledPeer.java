package dev.watchparty.load.drive;

import dev.watchparty.load.measure.Ticker;
import dev.watchparty.load.socket.Upgrade;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A member who is in a party and then behaves badly towards its server. On a blocking socket and a thread of its own:
 * the others' loop has nothing to do with it.
 */
public final class StalledPeer implements AutoCloseable {

    /** How it behaves. None of them answers a ping. */
    public enum Habit {
        /** Reads nothing any more: the server's bytes pile up in the kernel, then in the server. */
        STOPS_READING {
            @Override
            void go(InputStream in, CountDownLatch over) throws InterruptedException {
                over.await();
            }
        },
        /** Reads one byte a second. */
        TRICKLES {
            @Override
            void go(InputStream in, CountDownLatch over) throws IOException, InterruptedException {
                while (!over.await(1, TimeUnit.SECONDS)) {
                    require(in.read());
                }
            }
        },
        /**
         * Is gone without a FIN. On loopback the kernel would send one, or at least acknowledge for whoever is gone; so
         * this is the vanishing that a proxy hides: every byte is taken, and nothing ever comes.
         */
        VANISHES {
            @Override
            void go(InputStream in, CountDownLatch over) throws IOException {
                byte[] room = new byte[ROOM_BYTES];
                while (over.getCount() > 0) {
                    require(in.read(room));
                }
            }
        };

        /** Until it is over, or the server has ended the connection. */
        abstract void go(InputStream in, CountDownLatch over) throws IOException, InterruptedException;
    }

    private static final int ROOM_BYTES = 8192;

    /** Small, so that the kernel does not read for it. */
    private static final int RECEIVE_BYTES = 4096;

    private final Socket socket;
    private final Habit habit;
    private final CountDownLatch over = new CountDownLatch(1);
    private final long beganNanos;

    private StalledPeer(Socket socket, Habit habit, Ticker ticker) {
        this.socket = socket;
        this.habit = habit;
        this.beganNanos = ticker.nanos();
    }

    /**
     * Connects, and begins to misbehave.
     *
     * @throws IOException if the server does not let it in
     */
    public static StalledPeer start(InetSocketAddress server, Upgrade upgrade, Habit habit, Ticker ticker)
            throws IOException {
        Socket socket = new Socket();
        try {
            socket.setReceiveBufferSize(RECEIVE_BYTES);
            socket.connect(server);
            socket.getOutputStream().write(upgrade.request());
            readHead(socket.getInputStream());
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
        StalledPeer peer = new StalledPeer(socket, habit, ticker);
        Thread thread = new Thread(peer::run, "stalled");
        thread.setDaemon(true);
        thread.start();
        return peer;
    }

    public Habit habit() {
        return habit;
    }

    public int localPort() {
        return socket.getLocalPort();
    }

    /** When it began, as the ticker tells it. */
    public long beganNanos() {
        return beganNanos;
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        socket.close();
    }

    private void run() {
        try {
            habit.go(socket.getInputStream(), over);
        } catch (IOException gone) {
            // What the server did of it is seen elsewhere: in the kernel's table of sockets.
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
    }

    private static void readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            require(next);
            head.append((char) next);
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) throw new IOException("no upgrade: " + head);
    }

    private static void require(int read) throws EOFException {
        if (read < 0) throw new EOFException();
    }
}
