package dev.watchparty.adapter.web.http;

import dev.watchparty.domain.participant.Participant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A request on its way to a {@link WebWorld}. */
final class Call {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final WebWorld world;
    private final HttpRequest.Builder request;

    Call(WebWorld world, String method, String path) {
        this.world = world;
        this.request =
                HttpRequest.newBuilder(URI.create(world.address() + path)).method(method, BodyPublishers.noBody());
        this.method = method;
    }

    private final String method;

    Call as(Participant person) {
        return header("Authorization", "Bearer " + world.token(person));
    }

    Call header(String name, String value) {
        request.header(name, value);
        return this;
    }

    Call body(String json) {
        return body(json.getBytes(StandardCharsets.UTF_8)).header("Content-Type", "application/json");
    }

    Call body(byte[] bytes) {
        request.method(method, BodyPublishers.ofByteArray(bytes));
        return this;
    }

    Answer send() {
        try {
            return Answer.of(CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException failure) {
            throw new AssertionError("no answer", failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
