package dev.watchparty.lab.film;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves one film over HTTP on loopback, in whole or by ranges, as browsers that seek ask for it. */
public final class FilmServer implements AutoCloseable {

    /** Where the film is. */
    public static final String PATH = "/film.mp4";

    private static final int THREADS = 8;
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{0,18})");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "film-server");
        thread.setDaemon(true);
        return thread;
    });
    private final byte[] film;

    private FilmServer(HttpServer server, byte[] film) {
        this.server = server;
        this.film = film;
    }

    public static FilmServer serve(Path film) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FilmServer films = new FilmServer(server, Files.readAllBytes(film));
        server.createContext(PATH, films::answer);
        server.setExecutor(films.threads);
        server.start();
        return films;
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "video/mp4");
            exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
            String asked = exchange.getRequestHeaders().getFirst("Range");
            Matcher range = RANGE.matcher(asked == null ? "" : asked);
            if (range.matches()) {
                answerPart(exchange, range);
            } else {
                exchange.sendResponseHeaders(200, film.length);
                exchange.getResponseBody().write(film);
            }
        }
    }

    private void answerPart(HttpExchange exchange, Matcher range) throws IOException {
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? film.length - 1 : Long.parseLong(range.group(2));
        long end = Math.min(last + 1, film.length);
        if (first >= end) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + film.length);
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Range", "bytes " + first + "-" + (end - 1) + "/" + film.length);
        exchange.sendResponseHeaders(206, end - first);
        exchange.getResponseBody().write(film, Math.toIntExact(first), Math.toIntExact(end - first));
    }
}
