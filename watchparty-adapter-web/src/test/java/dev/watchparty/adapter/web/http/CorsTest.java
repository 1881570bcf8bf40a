package dev.watchparty.adapter.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {

    private static final String FRIEND = "https://friend.example";

    private final WebWorld world = WebWorld.open();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void pages_of_a_configured_site_may_read_the_answers_also_the_refusals() {
        Answer answer =
                world.get("/api/v1/auth/me").header("Origin", FRIEND).send().problem(401, "UNAUTHORIZED");

        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(FRIEND);
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("X-CSRF-Token");
        assertThat(answer.header("Vary")).isEqualTo("Origin");
    }

    @Test
    void they_may_ask_whether_they_may_ask() {
        Answer answer = world.call("OPTIONS", "/api/v1/watch-parties")
                .header("Origin", FRIEND)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .send();

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(FRIEND);
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("POST", "DELETE", "PATCH");
        assertThat(answer.header("Access-Control-Allow-Headers"))
                .contains("Authorization", "Content-Type", "X-CSRF-Token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://stranger.example", "http://friend.example", "https://friend.example.evil", "null"})
    void pages_of_other_sites_may_not(String origin) {
        Answer answer = world.get("/api/v1/auth/me").header("Origin", origin).send();
        Answer preflight = world.call("OPTIONS", "/api/v1/watch-parties")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .send();

        assertThat(answer.headerLines("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.header("Vary")).isEqualTo("Origin");
        assertThat(preflight.headerLines("Access-Control-Allow-Origin")).isEmpty();
        assertThat(preflight.headerLines("Access-Control-Allow-Methods")).isEmpty();
    }
}
