package dev.watchparty.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One WebSocket to one party, and what came over it that nobody looked at yet. */
final class Socket implements WebSocket.Listener {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A server that has just begun takes people for absent only when it has looked for them twice. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final String partyId;
    private final BlockingDeque<JsonNode> frames = new LinkedBlockingDeque<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

    private Socket(String partyId) {
        this.partyId = partyId;
    }

    /** Opens one; the first of {@code protocols} has to be agreed to. */
    static Socket open(HttpClient http, URI uri, String partyId, String... protocols) {
        Socket opened = new Socket(partyId);
        WebSocket webSocket = await(build(http, uri, opened, protocols));
        assertThat(webSocket.getSubprotocol()).isEqualTo(protocols[0]);
        opened.socket.complete(webSocket);
        return opened;
    }

    /** With which status a connection is refused. */
    static int refusal(HttpClient http, URI uri, String partyId, String... protocols) {
        CompletableFuture<Integer> status = build(http, uri, new Socket(partyId), protocols)
                .handle((opened, failure) -> {
                    if (opened != null) opened.abort();
                    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    return cause instanceof WebSocketHandshakeException refused
                            ? refused.getResponse().statusCode()
                            : -1;
                });
        return await(status);
    }

    private static CompletableFuture<WebSocket> build(HttpClient http, URI uri, Socket socket, String... protocols) {
        String[] others = Arrays.copyOfRange(protocols, 1, protocols.length);
        return http.newWebSocketBuilder().subprotocols(protocols[0], others).buildAsync(uri, socket);
    }

    /** Sends a frame with the base fields; {@code fields} are the rest, such as {@code "position":12.5}. */
    void send(String type, String... fields) {
        String more = fields.length == 0 ? "" : "," + String.join(",", fields);
        sendRaw("{\"type\":\"" + type + "\",\"party_id\":\"" + partyId + "\",\"timestamp\":1767297600.123" + more
                + "}");
    }

    /** Sends a command and waits for its answer, {@code ack} or {@code error}; what else comes meanwhile is kept. */
    JsonNode ask(String type, String... fields) {
        String commandId = UUID.randomUUID().toString();
        send(
                type,
                Stream.concat(Stream.of(fields), Stream.of("\"command_id\":\"" + commandId + "\""))
                        .toArray(String[]::new));
        List<JsonNode> others = new ArrayList<>();
        JsonNode answer = next(
                frame -> {
                    boolean isAnswer = frame.path("command_id").asText().equals(commandId);
                    if (!isAnswer) others.add(frame);
                    return isAnswer;
                },
                "answer to " + type);
        Collections.reverse(others);
        others.forEach(frames::addFirst);
        return answer;
    }

    /** Sends a command that has to be accepted. */
    JsonNode does(String type, String... fields) {
        JsonNode answer = ask(type, fields);
        assertThat(answer.path("type").asText()).as(answer.toString()).isEqualTo("ack");
        return answer;
    }

    void sendRaw(String frame) {
        await(await(socket).sendText(frame, true));
    }

    /** The next frame of {@code type}; what comes before is dropped. */
    JsonNode next(String type) {
        return next(frame -> frame.path("type").asText().equals(type), type);
    }

    JsonNode next(Predicate<JsonNode> wanted, String description) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        List<String> others = new ArrayList<>();
        while (true) {
            JsonNode frame = poll(until - System.nanoTime());
            if (frame == null) throw new AssertionError("no " + description + " came, only " + others);
            if (wanted.test(frame)) return frame;
            others.add(frame.toString());
        }
    }

    /** The very next frame. */
    JsonNode next() {
        return next(frame -> true, "frame");
    }

    /** The code that the other side closed the connection with. */
    int closeCode() {
        return await(closed);
    }

    /** Ends the connection without a word. */
    void abort() {
        await(socket).abort();
    }

    private @Nullable JsonNode poll(long nanos) {
        try {
            return frames.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean isLast) {
        partial.append(data);
        if (isLast) {
            frames.add(parse(partial.toString()));
            partial.setLength(0);
        }
        webSocket.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(text, malformed);
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        } catch (ExecutionException | TimeoutException failure) {
            throw new AssertionError(failure);
        }
    }
}
