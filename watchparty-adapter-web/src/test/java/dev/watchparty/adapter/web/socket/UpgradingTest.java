package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchparty.domain.party.MembershipCommand.End;
import dev.watchparty.domain.party.MembershipCommand.Leave;
import dev.watchparty.domain.party.Parties;
import dev.watchparty.domain.party.PartyId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, by what, and what the others are told. */
class UpgradingTest {

    private static final String PATH = SocketServer.path(Parties.PARTY);
    private static final String PROTOCOL = "sec-websocket-protocol";

    private final SocketServer server = new SocketServer();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private String hostToken() {
        return SocketServer.bearer(server.token(Parties.HOST));
    }

    private static void assertRefused(RawSocket client, int status, String code, String message) {
        RawSocket.Answer answer = client.answer();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/json;charset=utf-8")
                .doesNotContainKey(PROTOCOL);
        JsonNode envelope = answer.json();
        assertThat(envelope.path("success").asBoolean(/* defaultValue= */ true)).isFalse();
        assertThat(envelope.path("error").path("code").asText()).isEqualTo(code);
        assertThat(envelope.path("error").path("message").asText()).contains(message);
        assertThat(envelope.has("data")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void the_protocol_that_carries_the_token_is_answered_as_it_was_sent(boolean isForUrls, boolean isPadded)
            throws IOException {
        byte[] token = server.token(Parties.HOST).getBytes(StandardCharsets.UTF_8);
        Base64.Encoder alphabet = isForUrls ? Base64.getUrlEncoder() : Base64.getEncoder();
        Base64.Encoder encoder = isPadded ? alphabet : alphabet.withoutPadding();
        String carrier = "auth.bearer." + encoder.encodeToString(token);

        RawSocket client = server.open(PATH, "Sec-WebSocket-Protocol: " + carrier);

        assertThat(client.answer().headers()).containsEntry(PROTOCOL, carrier);
    }

    @Test
    void the_newer_protocol_is_answered_where_it_is_offered_beside() throws IOException {
        String carrier = SocketServer.carrier(server.token(Parties.HOST));

        RawSocket before = server.open(PATH, "Sec-WebSocket-Protocol: watchparty.v2, " + carrier);
        RawSocket after = server.open(PATH, "Sec-WebSocket-Protocol: " + carrier + ",watchparty.v2");
        RawSocket inTwoLines =
                server.open(PATH, "Sec-WebSocket-Protocol: " + carrier, "Sec-WebSocket-Protocol: watchparty.v2");

        assertThat(List.of(before, after, inTwoLines))
                .allSatisfy(client -> assertThat(client.answer().headers()).containsEntry(PROTOCOL, "watchparty.v2"));
    }

    @Test
    void the_newer_protocol_may_come_with_a_header_alone() throws IOException {
        RawSocket client = server.open(PATH, hostToken(), "Sec-WebSocket-Protocol: watchparty.v2");

        assertThat(client.answer().headers()).containsEntry(PROTOCOL, "watchparty.v2");
        assertThat(client.next().path("type").asText()).isEqualTo("snapshot");
    }

    @Test
    void a_header_needs_no_protocol_and_is_answered_none() throws IOException {
        RawSocket client = server.open(PATH, hostToken());

        assertThat(client.answer().headers()).doesNotContainKey(PROTOCOL);
    }

    @Test
    void a_cookie_is_enough() throws IOException {
        RawSocket client = server.open(PATH, "Cookie: access_token=" + server.token(Parties.HOST));

        assertThat(client.isOpen()).isTrue();
    }

    @Test
    void an_unknown_protocol_alone_is_answered_none() throws IOException {
        RawSocket client = server.open(PATH, hostToken(), "Sec-WebSocket-Protocol: soap");

        assertThat(client.answer().headers()).doesNotContainKey(PROTOCOL);
    }

    @Test
    void javas_own_client_gets_in_with_both_protocols() throws Exception {
        BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        WebSocket client = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("watchparty.v2", SocketServer.carrier(server.token(Parties.HOST)))
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + PATH), new Texts(texts))
                .get(10, TimeUnit.SECONDS);

        assertThat(client.getSubprotocol()).isEqualTo("watchparty.v2");
        assertThat(texts.poll(10, TimeUnit.SECONDS)).startsWith("{\"type\":\"snapshot\"");
        client.sendText(SocketServer.frame("play", ",\"command_id\":\"a1\""), /* last= */ true)
                .get(10, TimeUnit.SECONDS);
        assertThat(List.of(
                        String.valueOf(texts.poll(10, TimeUnit.SECONDS)),
                        String.valueOf(texts.poll(10, TimeUnit.SECONDS))))
                .anySatisfy(text -> assertThat(text).startsWith("{\"type\":\"play\""))
                .contains("{\"type\":\"ack\",\"command_id\":\"a1\",\"version\":11}");
        client.abort();
    }

    /** Keeps the whole texts that come. */
    private record Texts(BlockingQueue<String> texts) implements WebSocket.Listener {

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            texts.add(data.toString());
            return WebSocket.Listener.super.onText(socket, data, last);
        }
    }

    @Test
    void nobody_gets_in_without_a_token() throws IOException {
        assertRefused(server.upgrade(PATH), 401, "UNAUTHORIZED", "Missing authentication token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer forged.token.here",
                "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.",
                "Authorization: Bearer nonsense",
                "Sec-WebSocket-Protocol: auth.bearer.!!!",
                "Sec-WebSocket-Protocol: auth.bearer.Zm9yZ2VkLnRva2VuLmhlcmU",
                "Cookie: access_token=forged.token.here"
            })
    void nobody_gets_in_with_a_bad_token(String header) throws IOException {
        RawSocket client = server.upgrade(PATH, header);

        assertRefused(client, 401, "UNAUTHORIZED", "Invalid or expired token");
    }

    @Test
    void a_bad_token_is_final_though_a_good_one_follows() throws IOException {
        RawSocket client = server.upgrade(
                PATH,
                "Authorization: Bearer forged.token.here",
                "Sec-WebSocket-Protocol: " + SocketServer.carrier(server.token(Parties.HOST)));

        assertRefused(client, 401, "UNAUTHORIZED", "Invalid or expired token");
    }

    @Test
    void nobody_gets_in_with_an_expired_token() throws IOException {
        String token = server.token(Parties.HOST, Duration.ofMinutes(1));
        server.clock.advance(Duration.ofMinutes(1));

        assertRefused(
                server.upgrade(PATH, SocketServer.bearer(token)), 401, "UNAUTHORIZED", "Invalid or expired token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "1", "0000000a-0000-0000-0000-00000000000g", "a-0-0-0-1", "K7QX2M"})
    void an_address_without_a_uuid_is_refused(String id) throws IOException {
        RawSocket client = server.upgrade("/api/v1/watch-parties/" + id + "/ws", hostToken());

        assertRefused(client, 400, "INVALID_REQUEST", "id must be a UUID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "x", "", "9999999999999999999", "%20"})
    void a_version_that_is_none_is_refused(String since) throws IOException {
        RawSocket client = server.upgrade(PATH + "?since=" + since, hostToken());

        assertRefused(client, 400, "INVALID_REQUEST", "since must be a whole number");
    }

    @Test
    void strangers_are_refused() throws IOException {
        RawSocket client = server.upgrade(PATH, SocketServer.bearer(server.token(Parties.STRANGER)));

        assertRefused(client, 403, "FORBIDDEN", "Not a participant of this watch party");
    }

    @Test
    void whoever_left_is_refused() throws IOException {
        server.command(new Leave(Parties.VIEWER.user()));

        RawSocket client = server.upgrade(PATH, SocketServer.bearer(server.token(Parties.VIEWER)));

        assertRefused(client, 403, "FORBIDDEN", "Not a participant of this watch party");
    }

    @Test
    void whoever_left_is_refused_also_while_others_follow() throws IOException {
        RawSocket host = server.client(Parties.HOST);
        server.command(new Leave(Parties.VIEWER.user()));
        host.next("participant-left");

        RawSocket client = server.upgrade(PATH, SocketServer.bearer(server.token(Parties.VIEWER)));

        assertRefused(client, 403, "FORBIDDEN", "Not a participant of this watch party");
    }

    @Test
    void an_unknown_party_looks_like_one_that_one_is_not_in() throws IOException {
        String path = SocketServer.path(new PartyId(new UUID(1, 1)));

        assertRefused(server.upgrade(path, hostToken()), 403, "FORBIDDEN", "Not a participant of this watch party");
    }

    @Test
    void a_party_that_is_over_is_gone() throws IOException {
        server.command(new End(Parties.HOST.user()));

        assertRefused(server.upgrade(PATH, hostToken()), 410, "PARTY_ENDED", "Watch party has ended");
    }

    @Test
    void a_store_that_does_not_answer_is_no_refusal_for_good() throws IOException {
        server.store.goAway();

        assertRefused(server.upgrade(PATH, hostToken()), 503, "UNAVAILABLE", "try again");

        server.store.comeBack();
        assertThat(server.upgrade(PATH, hostToken()).isOpen()).isTrue();
    }

    @Test
    void other_sites_are_refused() throws IOException {
        for (String origin : List.of(
                "https://evil.example", "null", "file://", "https://friends.example.evil.example", "nonsense here")) {
            RawSocket client = server.upgrade(PATH, hostToken(), "Origin: " + origin);

            assertRefused(client, 403, "FORBIDDEN", "Origin not allowed");
        }
    }

    @Test
    void our_own_pages_and_configured_sites_are_welcome() throws IOException {
        for (String origin : List.of(SocketServer.ORIGIN, "http://127.0.0.1", "https://127.0.0.1")) {
            RawSocket client = server.upgrade(PATH, hostToken(), "Origin: " + origin);

            assertThat(client.isOpen()).as(origin).isTrue();
        }
    }

    @Test
    void an_invitation_of_a_stranger_by_cookie_needs_our_origin() throws IOException {
        RawSocket client = server.upgrade(
                PATH, "Cookie: access_token=" + server.token(Parties.HOST), "Origin: https://evil.example");

        assertRefused(client, 403, "FORBIDDEN", "Origin not allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate",
                "permessage-deflate; client_max_window_bits",
                "permessage-deflate; server_no_context_takeover; client_no_context_takeover, x-webkit-deflate-frame",
                "identity",
                "@fragment; maxLength=1"
            })
    void no_extension_is_ever_agreed_to(String extensions) throws IOException {
        RawSocket client = server.open(PATH, hostToken(), "Sec-WebSocket-Extensions: " + extensions);

        assertThat(client.answer().headers()).doesNotContainKey("sec-websocket-extensions");
        client.sendText(SocketServer.frame("sync-request", ""));
        RawSocket.Incoming frame = client.read();
        assertThat(frame.reserved()).isZero();
        assertThat(frame.isFinal()).isTrue();
    }

    /** What is sent for an upgrade, in order; each test makes one thing of it wrong. */
    private List<String> goodRequest() {
        return new ArrayList<>(RawSocket.request(PATH, hostToken()));
    }

    private RawSocket exchange(List<String> request) throws IOException {
        return RawSocket.exchange(server.port(), 0, request);
    }

    private static void replace(List<String> request, String line, String... others) {
        int place = request.indexOf(line);
        request.remove(place);
        request.addAll(place, List.of(others));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== || Sec-WebSocket-Key must be there once",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | Sec-WebSocket-Key: x | 16 bytes",
                "Upgrade: websocket || Upgrade must be",
                "Upgrade: websocket | Upgrade: h2c | Upgrade must be",
                "Connection: Upgrade | Connection: keep-alive | Bad Request",
                "Sec-WebSocket-Version: 13 || for WebSockets"
            })
    void what_is_no_proper_upgrade_is_told_why(String line, String other, String message) throws IOException {
        List<String> request = goodRequest();
        replace(request, line, other == null ? new String[0] : new String[] {other});

        try (RawSocket client = exchange(request)) {
            assertRefused(client, 400, "INVALID_REQUEST", message);
        }
        assertThat(server.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13"})
    void what_may_be_said_once_must_not_be_said_twice(String line) throws IOException {
        List<String> request = goodRequest();
        request.add(line);

        try (RawSocket client = exchange(request)) {
            assertRefused(client, 400, "INVALID_REQUEST", "must be there once");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "7", "0", "14"})
    void other_versions_of_the_protocol_are_told_ours_whoever_asks(String version) throws IOException {
        List<String> request = RawSocket.request(PATH);
        request.replaceAll(
                line -> line.startsWith("Sec-WebSocket-Version") ? "Sec-WebSocket-Version: " + version : line);

        try (RawSocket client = exchange(request)) {
            assertRefused(client, 426, "INVALID_REQUEST", "must be 13");
            assertThat(client.answer().headers())
                    .containsEntry("sec-websocket-version", "13")
                    .containsEntry("upgrade", "websocket");
        }
    }

    @Test
    void a_token_that_cannot_be_named_in_the_answer_is_refused() throws IOException {
        List<String> request = goodRequest();
        request.add("Sec-WebSocket-Protocol: auth.bearer.\"x\"");

        try (RawSocket client = exchange(request)) {
            assertRefused(client, 400, "INVALID_REQUEST", "Sec-WebSocket-Protocol");
        }
    }

    @Test
    void other_methods_are_refused() throws IOException {
        List<String> request = goodRequest();
        replace(request, "GET " + PATH + " HTTP/1.1", "POST " + PATH + " HTTP/1.1", "Content-Length: 0");

        try (RawSocket client = exchange(request)) {
            assertRefused(client, 405, "METHOD_NOT_ALLOWED", "Method not allowed");
            assertThat(client.answer().headers()).containsEntry("allow", "GET");
        }
    }

    @Test
    void older_http_cannot_be_upgraded() throws IOException {
        List<String> request = goodRequest();
        replace(request, "GET " + PATH + " HTTP/1.1", "GET " + PATH + " HTTP/1.0");

        try (RawSocket client = exchange(request)) {
            assertRefused(client, 400, "INVALID_REQUEST", "HTTP/1.1");
        }
    }

    /** RFC 8441 needs HTTP/2, which is not spoken here: neither with prior knowledge, nor by an upgrade. */
    @Test
    void http2_is_refused_before_it_begins() throws IOException {
        try (RawSocket client = exchange(List.of("PRI * HTTP/2.0", "", "SM"))) {
            assertThat(client.answer().status()).isIn(400, 426, 505);
        }
        List<String> request = goodRequest();
        replace(request, "Upgrade: websocket", "Upgrade: h2c");
        replace(request, "Connection: Upgrade", "Connection: Upgrade, HTTP2-Settings", "HTTP2-Settings: AAMAAABk");
        try (RawSocket client = exchange(request)) {
            assertRefused(client, 400, "INVALID_REQUEST", "Upgrade must be websocket");
        }
    }

    @Test
    void one_connection_too_many_of_a_user_is_refused_until_another_closes() throws Exception {
        List<RawSocket> clients = new ArrayList<>();
        for (int number = 1; number <= 32; number++) {
            clients.add(server.client(Parties.HOST));
        }

        RawSocket oneTooMany = server.upgrade(PATH, hostToken());
        assertRefused(oneTooMany, 429, "RATE_LIMITED", "Too many");
        assertThat(oneTooMany.answer().headers()).containsKey("retry-after");
        assertThat(server.client(Parties.VIEWER).isOpen()).isTrue();
        assertThat(server.connections()).isEqualTo(33);

        clients.get(0).sendClose(1000);
        assertThat(clients.get(0).nextClose().closeCode()).isEqualTo(1000);
        server.awaitConnections(32);
        assertThat(server.client(Parties.HOST).isOpen()).isTrue();
    }

    @Test
    void refusals_leave_nothing_behind() throws IOException {
        for (int number = 1; number <= 200; number++) {
            assertThat(server.upgrade(PATH).isOpen()).isFalse();
            assertThat(server.upgrade(PATH, hostToken(), "Origin: https://evil.example")
                            .isOpen())
                    .isFalse();
        }

        assertThat(server.connections()).isZero();
        assertThat(server.timers.waiting()).isLessThan(10);
        assertThat(server.client(Parties.HOST).isOpen()).isTrue();
    }
}
