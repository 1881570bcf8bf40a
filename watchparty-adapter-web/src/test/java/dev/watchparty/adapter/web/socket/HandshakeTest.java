package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks for a WebSocket as RFC 6455, section 4.2.1, has it, and what the others are told. */
class HandshakeTest {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private static HttpFields.Mutable good() {
        return HttpFields.build()
                .add("Host", "localhost")
                .add("Upgrade", "websocket")
                .add("Connection", "Upgrade")
                .add("Sec-WebSocket-Version", "13")
                .add("Sec-WebSocket-Key", KEY);
    }

    private static Handshake get(HttpFields headers) {
        return Handshake.of("GET", HttpVersion.HTTP_1_1, headers);
    }

    private static Handshake.Improper improper(HttpFields headers) {
        return (Handshake.Improper) get(headers);
    }

    @Test
    void the_example_of_the_rfc_is_answered_as_there() {
        assertThat(get(good())).isEqualTo(new Handshake.Proper("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    }

    static Stream<UnaryOperator<HttpFields.Mutable>> otherSpellings() {
        return Stream.of(
                headers -> headers.put("Upgrade", "WebSocket"),
                headers -> headers.put("Upgrade", "h2c, WEBSOCKET"),
                headers -> headers.put("Connection", "keep-alive, Upgrade"),
                headers -> headers.put("Connection", "keep-alive").add("Connection", "upgrade"),
                headers -> headers.remove("Upgrade").add("upgrade", "websocket"),
                headers -> headers.add("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits"),
                headers -> headers.add("Sec-WebSocket-Extensions", "x; y=\\"),
                headers -> headers.add("Sec-WebSocket-Protocol", "a, b, c"));
    }

    @ParameterizedTest
    @MethodSource("otherSpellings")
    void what_means_the_same_is_answered_alike(UnaryOperator<HttpFields.Mutable> spelling) {
        assertThat(get(spelling.apply(good()))).isEqualTo(get(good()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upgrade", "Connection", "Sec-WebSocket-Version", "Sec-WebSocket-Key"})
    void a_header_that_is_missing_is_named(String name) {
        Handshake.Improper answer = improper(good().remove(name));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).startsWith(name + " must be");
    }

    @ParameterizedTest
    @CsvSource({"Sec-WebSocket-Version,13", "Sec-WebSocket-Version,8", "Sec-WebSocket-Key," + KEY})
    void a_header_that_may_be_there_once_must_not_be_there_twice(String name, String value) {
        Handshake.Improper answer = improper(good().add(name, value));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).isEqualTo(name + " must be there once");
    }

    @ParameterizedTest
    @CsvSource({"Upgrade,h2c", "Upgrade,websocket2", "Connection,keep-alive", "Connection,close"})
    void a_header_that_says_something_else_is_as_good_as_none(String name, String value) {
        Handshake.Improper answer = improper(good().put(name, value));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).startsWith(name + " must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "8", "12", "14", "013", "13.0", "x", "255", "-13"})
    void other_versions_are_told_which_one_is_spoken(String version) {
        Handshake.Improper answer = improper(good().put("Sec-WebSocket-Version", version));

        assertThat(answer.status()).isEqualTo(426);
        assertThat(answer.headers())
                .containsEntry("Sec-WebSocket-Version", "13")
                .containsEntry("Upgrade", "websocket")
                .containsEntry("Connection", "Upgrade");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "dGhlIHNhbXBsZSBub25jZQ",
                "dGhlIHNhbXBsZSBub25jZQ=",
                "dGhlIHNhbXBsZSBub25jZQ==" + "dGhlIHNhbXBsZSBub25jZQ==",
                "dGhlIHNhbXBsZSBub25jZXM=",
                "dGhlIHNhbXBsZSBub25j!Q==",
                "dGhlIHNhbXBsZSBub25jZSBhbmQgbW9yZQ=="
            })
    void a_key_that_is_not_of_sixteen_bytes_is_refused(String key) {
        Handshake.Improper answer = improper(good().put("Sec-WebSocket-Key", key));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).startsWith("Sec-WebSocket-Key must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "HEAD", "PUT", "OPTIONS", "CONNECT", "get"})
    void other_methods_are_told_the_one(String method) {
        Handshake.Improper answer = (Handshake.Improper) Handshake.of(method, HttpVersion.HTTP_1_1, good());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "GET");
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, mode = EnumSource.Mode.EXCLUDE, names = "HTTP_1_1")
    void other_versions_of_http_are_refused(HttpVersion http) {
        Handshake.Improper answer = (Handshake.Improper) Handshake.of("GET", http, good());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).contains("HTTP/1.1");
    }
}
