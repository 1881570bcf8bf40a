package dev.watchparty.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A person with a guest's token, who speaks the protocol over real sockets. */
final class Client {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /** An answer of the REST interface. */
    record Answer(int status, JsonNode body) {

        JsonNode data() {
            return body.path("data");
        }

        String errorCode() {
            return body.path("error").path("code").asText();
        }
    }

    private final String origin;
    private final String token;
    private final String userId;

    private Client(String origin, String token, String userId) {
        this.origin = origin;
        this.token = token;
        this.userId = userId;
    }

    static Client guest(int port, String name) {
        String origin = "127.0.0.1:" + port;
        Answer answer = call(origin, null, "POST", "/auth/guest", "{\"display_name\":\"" + name + "\"}");
        JsonNode data = answer.data();
        return new Client(
                origin,
                data.path("token").asText(),
                data.path("user").path("id").asText());
    }

    /** The same person, on a server at another port. */
    Client at(int port) {
        return new Client("127.0.0.1:" + port, token, userId);
    }

    String userId() {
        return userId;
    }

    Answer get(String path) {
        return call(origin, token, "GET", path, null);
    }

    Answer post(String path, String body) {
        return call(origin, token, "POST", path, body);
    }

    Answer patch(String path, String body) {
        return call(origin, token, "PATCH", path, body);
    }

    Answer delete(String path) {
        return call(origin, token, "DELETE", path, null);
    }

    /** A connection to a party as existing clients open it: the token in the list of protocols, and nothing beside. */
    Socket connect(String partyId) {
        return connect(partyId, "");
    }

    /** As {@link #connect(String)}, with a query such as {@code ?since=3}. */
    Socket connect(String partyId, String query) {
        return Socket.open(HTTP, address(partyId, query), partyId, bearer());
    }

    /** A connection that is told the whole party first. */
    Socket connectForSnapshot(String partyId) {
        return Socket.open(HTTP, address(partyId, ""), partyId, "watchparty.v2", bearer());
    }

    /** The status with which a connection is refused. */
    int refusalToConnect(String partyId) {
        return Socket.refusal(HTTP, address(partyId, ""), partyId, bearer());
    }

    private URI address(String partyId, String query) {
        return URI.create("ws://" + origin + "/api/v1/watch-parties/" + partyId + "/ws" + query);
    }

    private String bearer() {
        byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
        return "auth.bearer." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Answer call(
            String origin, @Nullable String token, String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + origin + "/api/v1" + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) request.header("Authorization", "Bearer " + token);
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
