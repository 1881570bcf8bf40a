package dev.watchparty.adapter.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the server answered. */
final class Answer {

    private static final ObjectMapper READER = new ObjectMapper();

    private final int status;
    private final HttpHeaders headers;
    private final byte[] bytes;

    private Answer(int status, HttpHeaders headers, byte[] bytes) {
        this.status = status;
        this.headers = headers;
        this.bytes = bytes;
    }

    static Answer of(HttpResponse<byte[]> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    int status() {
        return status;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What the answer weighs on the wire, its headers as HTTP/1.1 writes them. */
    int wireBytes() {
        int fields = headers.map().entrySet().stream()
                .flatMapToInt(field -> field.getValue().stream()
                        .mapToInt(value -> field.getKey().length() + ": ".length() + value.length() + "\r\n".length()))
                .sum();
        return "HTTP/1.1 200 OK\r\n\r\n".length() + fields + bytes.length;
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    List<String> headerLines(String name) {
        return headers.allValues(name);
    }

    JsonNode json() {
        try {
            return READER.readTree(bytes);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError("not JSON: " + text(), noJson);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    JsonNode data() {
        return json().path("data");
    }

    /** It went well. */
    Answer ok(int expected) {
        assertThat(status).as(text()).isEqualTo(expected);
        assertThat(json().path("success").asBoolean()).isTrue();
        assertThat(json().has("error")).isFalse();
        return this;
    }

    /** It is a problem in the envelope, with an id to ask about it. */
    Answer problem(int expected, String code) {
        assertThat(status).as(text()).isEqualTo(expected);
        assertThat(header("Content-Type")).isEqualTo("application/json;charset=utf-8");
        assertThat(header("X-Request-Id")).isNotEmpty();
        assertThat(json().path("success").isBoolean()).isTrue();
        assertThat(json().path("success").asBoolean()).isFalse();
        assertThat(json().has("data")).isFalse();
        assertThat(json().path("error").path("code").asText()).isEqualTo(code);
        assertThat(message()).isNotBlank();
        return this;
    }

    String message() {
        return json().path("error").path("message").asText();
    }
}
