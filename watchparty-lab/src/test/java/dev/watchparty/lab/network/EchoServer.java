package dev.watchparty.lab.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Says back what it hears, on loopback. */
final class EchoServer implements AutoCloseable {

    private final ServerSocket entrance;

    EchoServer() throws IOException {
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::letIn);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(entrance.getInetAddress(), entrance.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }

    private void letIn() {
        try {
            while (true) {
                Socket socket = entrance.accept();
                start(() -> echo(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException reset) {
            // By the network that is tried.
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "echo");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((ended, failure) -> {
            throw new UncheckedIOException(new IOException(failure));
        });
        thread.start();
    }
}
