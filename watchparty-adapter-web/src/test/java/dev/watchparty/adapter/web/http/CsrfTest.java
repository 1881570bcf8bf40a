package dev.watchparty.adapter.web.http;

import static dev.watchparty.domain.party.Parties.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsrfTest {

    private static final String SECRET = "0123456789abcdef";

    private final WebWorld world = WebWorld.open();
    private final String cookie = "access_token=" + world.token(HOST);

    @AfterEach
    void close() {
        world.close();
    }

    private Call create() {
        return world.post("/api/v1/watch-parties").body("{\"title\":\"Friday\"}");
    }

    @Test
    void a_reader_is_given_the_cookie_and_told_what_is_in_it() {
        Answer answer = world.get("/api/v1/auth/me").header("Cookie", cookie).send();

        String token = answer.header("X-CSRF-Token");
        assertThat(token).hasSizeGreaterThan(30);
        assertThat(answer.headerLines("Set-Cookie"))
                .singleElement()
                .asString()
                .satisfies(line -> assertThat(line)
                        .startsWith("csrf_token=" + token)
                        .contains("Path=/")
                        .contains("SameSite=Lax")
                        .doesNotContain("Secure"));
    }

    @Test
    void refused_readers_and_readers_of_nothing_get_it_too() {
        assertThat(world.get("/api/v1/auth/me")
                        .send()
                        .problem(401, "UNAUTHORIZED")
                        .header("X-CSRF-Token"))
                .isNotEmpty();
        assertThat(world.get("/api/v1/nothing").send().problem(404, "NOT_FOUND").header("X-CSRF-Token"))
                .isNotEmpty();
    }

    @Test
    void whoever_has_the_cookie_keeps_it() {
        Answer answer = world.get("/api/v1/auth/me")
                .header("Cookie", cookie + "; csrf_token=" + SECRET)
                .send();

        assertThat(answer.header("X-CSRF-Token")).isEqualTo(SECRET);
        assertThat(answer.headerLines("Set-Cookie")).isEmpty();
    }

    @Test
    void the_cookie_is_for_https_alone_where_a_trusted_proxy_says_so() {
        try (WebWorld proxied =
                WebWorld.open(terms -> terms.trustedProxies = List.of(AddressBlock.parse("127.0.0.1")))) {
            Answer answer = proxied.get("/api/v1/auth/me")
                    .header("X-Forwarded-Proto", "https")
                    .send();

            assertThat(answer.header("Set-Cookie")).contains("Secure");
        }
    }

    @Test
    void a_writer_with_a_cookie_repeats_it() {
        create().header("Cookie", cookie + "; csrf_token=" + SECRET)
                .header("X-CSRF-Token", SECRET)
                .send()
                .ok(201);
    }

    @ParameterizedTest
    @CsvSource({
        "0123456789abcdef, 0123456789abcdeX",
        "0123456789abcdef, ''",
        "0123456789abcdef, absent",
        "absent, 0123456789abcdef",
        "'', ''",
        "short, short"
    })
    void a_writer_who_does_not_is_refused(String inCookie, String inHeader) {
        Call call = create().header("Cookie", cookie + (inCookie.equals("absent") ? "" : "; csrf_token=" + inCookie));
        if (!inHeader.equals("absent")) call.header("X-CSRF-Token", inHeader);

        call.send().problem(403, "CSRF_FAILED");
    }

    @Test
    void a_method_in_a_header_is_the_method() {
        world.get("/api/v1/watch-parties")
                .header("X-HTTP-Method-Override", "POST")
                .header("Cookie", cookie)
                .send()
                .problem(403, "CSRF_FAILED");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /watch-parties/00000000-0000-0000-0000-000000000001/commands",
        "POST, /watch-parties/00000000-0000-0000-0000-000000000001/messages",
        "DELETE, /watch-parties/00000000-0000-0000-0000-000000000001/messages/00000000-0000-0000-0000-000000000002",
        "POST, /watch-parties/00000000-0000-0000-0000-000000000001/react",
        "PATCH, /watch-parties/00000000-0000-0000-0000-000000000001/settings",
        "POST, /watch-parties/00000000-0000-0000-0000-000000000001/kick",
        "DELETE, /users/me",
    })
    void is_asked_for_by_everything_that_changes_something(String method, String path) {
        world.call(method, "/api/v1" + path).header("Cookie", cookie).send().problem(403, "CSRF_FAILED");
        Answer answer = world.call(method, "/api/v1" + path)
                .header("Cookie", cookie + "; csrf_token=" + SECRET)
                .header("X-CSRF-Token", SECRET)
                .send();

        assertThat(answer.text()).doesNotContain("CSRF_FAILED");
    }

    @Test
    void a_writer_with_a_header_need_not() {
        create().as(HOST).send().ok(201);
    }
}
