package dev.watchparty.adapter.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.watchparty.application.port.WebhookEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** A server that speaks no proper HTTP: it says its piece to the first who connects, whatever they say. */
final class RudeReceiver implements AutoCloseable {

    /** What it says. */
    @FunctionalInterface
    interface Piece {
        void say(OutputStream out) throws IOException;
    }

    private final ServerSocket listening;
    private final CompletableFuture<Void> leftAlone = new CompletableFuture<>();

    RudeReceiver(Piece piece) {
        try {
            listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread thread = new Thread(() -> serve(piece), "rude-receiver");
        thread.setDaemon(true);
        thread.start();
    }

    static RudeReceiver saying(String words) {
        return new RudeReceiver(out -> out.write(words.getBytes(US_ASCII)));
    }

    private void serve(Piece piece) {
        try (Socket socket = listening.accept()) {
            piece.say(socket.getOutputStream());
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            leftAlone.complete(null);
        }
        leftAlone.complete(null);
    }

    /** Complete when whoever connected has closed the connection. */
    CompletableFuture<Void> leftAlone() {
        return leftAlone;
    }

    WebhookEndpoint endpoint() {
        return new WebhookEndpoint(URI.create(
                "http://" + listening.getInetAddress().getHostAddress() + ":" + listening.getLocalPort() + "/geheim"));
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
