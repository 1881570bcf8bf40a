package dev.watchparty.adapter.web.socket;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.jspecify.annotations.Nullable;

/** A WebSocket client that others wrote, with their own idea of the protocol. What it is told comes as lines. */
abstract class RealClient implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;
    private static final Path SCRIPTS = Path.of("src/test/clients");

    private final CompletableFuture<String> opened = new CompletableFuture<>();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** Whose client it is. */
    enum Make {
        JDK,
        JETTY,
        WS_FROM_NPM,
        PYTHON_WEBSOCKETS;

        /** A client that asks for {@code address} by the newer protocol, with the token in {@code carrier}. */
        RealClient connect(URI address, String carrier) throws Exception {
            return switch (this) {
                case JDK -> new OfTheJdk(address, carrier);
                case JETTY -> new OfJetty(address, carrier);
                case WS_FROM_NPM -> new OfAScript(node(), address, carrier);
                case PYTHON_WEBSOCKETS -> new OfAScript(python(), address, carrier);
            };
        }
    }

    abstract void sendInFragments(String first, String second) throws Exception;

    abstract void ping(String payload) throws Exception;

    /** Begins the closing handshake with 1000. */
    abstract void closeInOrder() throws Exception;

    @Override
    public abstract void close();

    final void tell(String line) {
        boolean isOpening = line.startsWith("open ");
        if (isOpening) {
            opened.complete(line.substring("open ".length()).strip());
        } else {
            lines.add(line);
        }
    }

    /** The protocol that was agreed to, and whatever extensions. */
    final String agreement() throws Exception {
        return opened.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The next line that begins with {@code word}, without it; others before it are passed over. */
    final String next(String word) throws InterruptedException {
        while (true) {
            String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) throw new AssertionError("nothing came, but " + word + " was expected");
            if (line.startsWith(word + " "))
                return line.substring(word.length() + 1).strip();
            if (line.startsWith("error")) throw new AssertionError(line);
        }
    }

    /** The next text that has {@code part} in it. */
    final String nextText(String part) throws InterruptedException {
        String text = next("text");
        while (!text.contains(part)) {
            text = next("text");
        }
        return text;
    }

    private static final class OfTheJdk extends RealClient implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();
        private final WebSocket socket;

        OfTheJdk(URI address, String carrier) throws Exception {
            this.socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("watchparty.v2", carrier)
                    .buildAsync(address, this)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            tell("open " + socket.getSubprotocol());
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                tell("text " + text);
                text.setLength(0);
            }
            return WebSocket.Listener.super.onText(webSocket, data, last);
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
            tell("pong " + StandardCharsets.UTF_8.decode(message));
            return WebSocket.Listener.super.onPong(webSocket, message);
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            tell("closed " + statusCode + " " + reason);
            return WebSocket.Listener.super.onClose(webSocket, statusCode, reason);
        }

        @Override
        void sendInFragments(String first, String second) throws Exception {
            socket.sendText(first, /* last= */ false).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            socket.sendText(second, /* last= */ true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        void ping(String payload) throws Exception {
            socket.sendPing(StandardCharsets.UTF_8.encode(payload)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        void closeInOrder() throws Exception {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            socket.abort();
        }
    }

    /** Public, for Jetty calls it by reflection. */
    public static final class OfJetty extends RealClient implements Session.Listener.AutoDemanding {

        private final WebSocketClient client = new WebSocketClient();
        private final Session session;

        OfJetty(URI address, String carrier) throws Exception {
            ClientUpgradeRequest request = new ClientUpgradeRequest(address);
            request.setSubProtocols("watchparty.v2", carrier);
            client.start();
            this.session = client.connect(this, request).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            tell("open " + session.getUpgradeResponse().getAcceptedSubProtocol());
        }

        @Override
        public void onWebSocketText(String message) {
            tell("text " + message);
        }

        @Override
        public void onWebSocketPong(ByteBuffer payload) {
            tell("pong " + StandardCharsets.UTF_8.decode(payload));
        }

        @Override
        public void onWebSocketClose(int statusCode, String reason, Callback callback) {
            tell("closed " + statusCode + " " + reason);
            callback.succeed();
        }

        @Override
        void sendInFragments(String first, String second) throws Exception {
            Callback.Completable firstSent = new Callback.Completable();
            session.sendPartialText(first, /* last= */ false, firstSent);
            firstSent.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            session.sendPartialText(second, /* last= */ true, Callback.NOOP);
        }

        @Override
        void ping(String payload) {
            session.sendPing(StandardCharsets.UTF_8.encode(payload), Callback.NOOP);
        }

        @Override
        void closeInOrder() {
            session.close(1000, "done", Callback.NOOP);
        }

        @Override
        public void close() {
            LifeCycle.stop(client);
        }
    }

    private static final class OfAScript extends RealClient {

        private final Process process;
        private final BufferedWriter orders;

        OfAScript(List<String> command, URI address, String carrier) throws IOException {
            List<String> whole = Stream.concat(command.stream(), Stream.of(address.toString(), carrier))
                    .toList();
            this.process = new ProcessBuilder(whole)
                    .directory(SCRIPTS.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            this.orders = process.outputWriter(StandardCharsets.UTF_8);
            Thread ears = new Thread(this::listen, "script");
            ears.setDaemon(true);
            ears.start();
        }

        private void listen() {
            try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
                reader.lines().forEach(this::tell);
            } catch (IOException | UncheckedIOException ended) {
                tell("error " + ended);
            }
        }

        private void order(String... words) throws IOException {
            orders.write(String.join("\t", words) + "\n");
            orders.flush();
        }

        @Override
        void sendInFragments(String first, String second) throws IOException {
            order("fragments", first, second);
        }

        @Override
        void ping(String payload) throws IOException {
            order("ping", payload);
        }

        @Override
        void closeInOrder() throws IOException {
            order("close");
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    /** Node.js with ws, which npm fetches where it is not there as the lock file has it. */
    private static List<String> node() throws IOException, InterruptedException {
        Path lock = SCRIPTS.resolve("package-lock.json");
        Path fetched = SCRIPTS.resolve("node_modules/.fetched");
        boolean isFetched = Files.exists(fetched) && Files.mismatch(lock, fetched) < 0;
        if (!isFetched) {
            boolean isDone =
                    run("npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--silent");
            if (!isDone) throw new AssertionError("npm could not fetch ws");
            Files.copy(lock, fetched);
        }
        return List.of("node", "client.mjs");
    }

    /** A Python that has websockets: Debian's, where another comes first on the path. */
    private static List<String> python() throws IOException, InterruptedException {
        String chosen = Objects.requireNonNullElse(System.getenv("PYTHON"), "python3");
        for (String python : List.of(chosen, "/usr/bin/python3")) {
            if (run(python, "-c", "import websockets")) return List.of(python, "client.py");
        }
        throw new AssertionError("no Python has websockets: apt-get install python3-websockets");
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        File output = File.createTempFile("client", ".log");
        output.deleteOnExit();
        Process process = new ProcessBuilder(Arrays.asList(command))
                .directory(SCRIPTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        return process.waitFor() == 0;
    }
}
