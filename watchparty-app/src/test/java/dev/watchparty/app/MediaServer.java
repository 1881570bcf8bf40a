package dev.watchparty.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody else's web server with the media of the test resources, open to pages of any site. */
final class MediaServer implements AutoCloseable {

    /** Under it, the same files without ranges, as a poor server has them. */
    static final String POOR = "poor/";

    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]*)");

    private static final Map<String, String> TYPES = Map.of(
            "m3u8", "application/vnd.apple.mpegurl",
            "mpd", "application/dash+xml",
            "m4s", "video/iso.segment",
            "vtt", "text/vtt",
            "webm", "video/webm",
            "ogg", "audio/ogg");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private MediaServer(HttpServer server) {
        this.server = server;
    }

    static MediaServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            MediaServer media = new MediaServer(server);
            server.setExecutor(media.threads);
            server.createContext("/", MediaServer::answer);
            server.start();
            return media;
        } catch (IOException noPort) {
            throw new AssertionError(noPort);
        }
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            String path = exchange.getRequestURI().getPath().substring(1);
            boolean isPoor = path.startsWith(POOR);
            byte[] file = read(isPoor ? path.substring(POOR.length()) : path);
            if (file.length == 0) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders()
                    .set("Content-Type", Objects.requireNonNull(TYPES.get(path.substring(path.lastIndexOf('.') + 1))));
            String range = exchange.getRequestHeaders().getFirst("Range");
            if (isPoor || range == null) {
                send(exchange, 200, file);
            } else {
                sendPart(exchange, range, file);
            }
        }
    }

    private static void sendPart(HttpExchange exchange, String range, byte[] file) throws IOException {
        Matcher asked = RANGE.matcher(range);
        if (!asked.matches()) throw new IOException("not a range: " + range);
        int first = Integer.parseInt(asked.group(1));
        int last = asked.group(2).isEmpty()
                ? file.length - 1
                : Math.min(file.length - 1, Integer.parseInt(asked.group(2)));
        exchange.getResponseHeaders().set("Content-Range", "bytes " + first + "-" + last + "/" + file.length);
        send(exchange, 206, Arrays.copyOfRange(file, first, last + 1));
    }

    private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, isHead ? -1 : bytes.length);
        if (!isHead) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static byte[] read(String path) throws IOException {
        try (InputStream stream = MediaServer.class.getResourceAsStream("/media/" + path)) {
            return stream == null ? new byte[0] : stream.readAllBytes();
        }
    }
}
