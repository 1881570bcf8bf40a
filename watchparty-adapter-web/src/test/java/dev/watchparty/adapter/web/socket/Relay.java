package dev.watchparty.adapter.web.socket;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between clients and a server and passes on what they say. It can fall silent: then nothing comes through any
 * more, not even that a side has hung up, as when a cable is cut. Safe for many threads.
 */
final class Relay implements Closeable {

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicLong bytesFromClients = new AtomicLong();
    private final AtomicLong bytesFromServer = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean isSilent;

    /** @param serverPort where what comes is passed on to */
    Relay(int serverPort) throws IOException {
        threads.execute(() -> admit(serverPort));
    }

    int port() {
        return door.getLocalPort();
    }

    /** How much has been passed on to the server. */
    long bytesFromClients() {
        return bytesFromClients.get();
    }

    /** How much has been passed on to clients. */
    long bytesFromServer() {
        return bytesFromServer.get();
    }

    /** From now on nothing comes through, on any connection. */
    void fallSilent() {
        isSilent = true;
    }

    private void admit(int serverPort) {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.addAll(List.of(client, server));
                threads.execute(() -> pass(client, server, bytesFromClients));
                threads.execute(() -> pass(server, client, bytesFromServer));
            }
        } catch (IOException closed) {
            // Nobody else is wanted.
        }
    }

    private void pass(Socket from, Socket to, AtomicLong count) {
        byte[] bytes = new byte[8 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                if (isSilent) return;
                out.write(bytes, 0, length);
                count.addAndGet(length);
            }
            if (!isSilent) to.shutdownOutput();
        } catch (IOException lost) {
            // One side was reset; the other sees it when the relay is closed.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
