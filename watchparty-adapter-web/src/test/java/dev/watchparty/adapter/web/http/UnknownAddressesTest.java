package dev.watchparty.adapter.web.http;

import static dev.watchparty.domain.party.Parties.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnknownAddressesTest {

    private final WebWorld world =
            WebWorld.open(terms -> terms.more = config -> config.routes.ws("/api/v1/sockets/{id}", handlers -> {}));

    @AfterAll
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/nothing",
        "GET, /api/v1",
        "GET, /api",
        "GET, /api/v2/watch-parties/AAAAAA",
        "POST, /api/v1/nothing",
        "DELETE, /api/v1/nothing",
        "GET, /nothing",
        "GET, /nothing.js",
        "GET, /watch-parties/AAAAAA/more",
        "BREW, /api/v1/nothing",
    })
    void are_404(String method, String path) {
        world.call(method, path).send().problem(404, "NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/watch-parties, POST",
        "PUT, /api/v1/watch-parties/AAAAAA, GET",
        "POST, /api/v1/auth/me, GET",
        "PUT, /api/v1/watch-parties/public, GET",
        "DELETE, /api/v1/watch-parties/trending, GET",
        "PATCH, /api/v1/watch-parties/history, GET",
        "GET, /api/v1/watch-parties/AAAAAA/commands, POST",
        "PUT, /api/v1/watch-parties/AAAAAA/messages, POST",
        "GET, /api/v1/watch-parties/AAAAAA/messages/AAAAAA, DELETE",
        "GET, /api/v1/watch-parties/AAAAAA/react, POST",
        "POST, /api/v1/watch-parties/AAAAAA/settings, PATCH",
        "DELETE, /api/v1/watch-parties/AAAAAA/kick, POST",
        "POST, /api/v1/watch-parties/AAAAAA/bans, GET",
        "POST, /api/v1/watch-parties/AAAAAA/analytics, GET",
        "POST, /api/v1/watch-parties/AAAAAA/analytics/series, GET",
        "GET, /api/v1/users/me, DELETE",
        "POST, /api/v1/users/me/export, GET",
        "POST, /api/v1/users/me/watch-party-stats, GET",
        "DELETE, /health/live, GET",
        "TRACE, /api/v1/auth/me, GET",
    })
    void with_another_method_are_405(String method, String path, String allowed) {
        Answer answer = world.call(method, path).send().problem(405, "METHOD_NOT_ALLOWED");

        assertThat(answer.header("Allow")).contains(allowed).contains("OPTIONS");
    }

    @Test
    void are_404_before_anybody_is_asked_who_they_are() {
        world.call("OPTIONS", "/api/v1/nothing").send().problem(404, "NOT_FOUND");
        world.call("OPTIONS", "/api/v1/nothing").as(HOST).send().problem(404, "NOT_FOUND");
    }

    @Test
    void known_ones_tell_their_methods() {
        Answer answer = world.call("OPTIONS", "/api/v1/playlists").send();

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow").split(", ")).containsExactlyInAnyOrder("GET", "HEAD", "POST", "OPTIONS");
    }

    @Test
    void of_sockets_want_an_upgrade() {
        world.get("/api/v1/watch-parties/00000000-0000-0000-0000-000000000001/ws")
                .send()
                .problem(400, "INVALID_REQUEST");
    }

    @Test
    void of_sockets_are_404_in_the_envelope_too() throws Exception {
        String answer = raw(RawHttp.upgradeOf("/api/v1/nothing"));

        assertThat(answer).startsWith("HTTP/1.1 404").contains("NOT_FOUND").contains("X-Request-Id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET /api/v1/auth/me HTTP/1.1\r\n\r\n",
                "GET /api/v1/auth/me HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
                "GET /api/v1/watch-parties/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/watch-parties/a%2fb HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/watch-parties//participants HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/;x=1/auth/me HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /../../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void that_are_no_http_are_400_in_the_envelope(String request) throws Exception {
        String answer = raw(request);

        assertThat(answer).startsWith("HTTP/1.1 400").contains("INVALID_REQUEST");
        assertThat(answer).contains("Content-Type: application/json");
    }

    @Test
    void that_are_too_long_are_refused_in_the_envelope() throws Exception {
        String tooMuch = "x".repeat(20_000);

        assertThat(raw("GET /" + tooMuch + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 414")
                .contains("INVALID_REQUEST");
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nMore: " + tooMuch + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("INVALID_REQUEST");
    }

    @Test
    void do_not_tell_what_serves_them() {
        Answer answer = world.get("/api/v1/nothing").send();

        assertThat(answer.headerLines("Server")).isEmpty();
        assertThat(answer.headerLines("X-Powered-By")).isEmpty();
    }

    private String raw(String request) throws Exception {
        try (RawHttp raw = new RawHttp(world.port())) {
            return raw.ask(request);
        }
    }
}
