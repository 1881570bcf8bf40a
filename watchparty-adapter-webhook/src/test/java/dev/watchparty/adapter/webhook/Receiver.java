package dev.watchparty.adapter.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.watchparty.application.port.WebhookEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody's server, which hears webhooks and answers all of them in the same way. */
final class Receiver implements AutoCloseable {

    /** What was heard, and from which port. */
    record Heard(String method, String path, Map<String, List<String>> headers, String body, int port) {

        String header(String name) {
            return String.join("|", headers.getOrDefault(name, List.of()));
        }
    }

    /** How it answers. */
    @FunctionalInterface
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Receiver(Answer answer) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", exchange -> {
            heard.add(new Heard(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8),
                    exchange.getRemoteAddress().getPort()));
            answer.to(exchange);
            exchange.close();
        });
        server.start();
    }

    /** One that answers {@code status} and nothing else. */
    static Receiver answering(int status) {
        return new Receiver(exchange -> exchange.sendResponseHeaders(status, -1));
    }

    /** One that answers {@code status} with a header. */
    static Receiver answering(int status, String header, String value) {
        return new Receiver(exchange -> {
            exchange.getResponseHeaders().add(header, value);
            exchange.sendResponseHeaders(status, -1);
        });
    }

    WebhookEndpoint endpoint() {
        InetSocketAddress address = server.getAddress();
        return new WebhookEndpoint(URI.create(
                "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/in?key=geheim"));
    }

    List<Heard> heard() {
        return heard;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
