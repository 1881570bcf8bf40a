package dev.watchparty.adapter.web.http;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.adapter.web.wire.Problems;
import dev.watchparty.application.port.StoreUnavailableException;
import io.javalin.http.Context;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailingTest {

    private final WebWorld world = WebWorld.open(terms -> terms.more = config -> {
        config.routes.get("/api/v1/mistake", FailingTest::mistake);
        config.routes.get("/api/v1/error", FailingTest::error);
        config.routes.get("/api/v1/store", FailingTest::store);
        config.routes.ws("/api/v1/sockets/{how}", handlers -> {});
        config.routes.wsBeforeUpgrade("/api/v1/sockets/mistake", FailingTest::mistake);
        config.routes.wsBeforeUpgrade("/api/v1/sockets/store", FailingTest::store);
        config.routes.wsBeforeUpgrade("/api/v1/sockets/refusal", FailingTest::refuse);
    });

    @AfterAll
    void close() {
        world.close();
    }

    private static void mistake(Context context) {
        throw new IllegalStateException("secret");
    }

    private static void error(Context context) {
        throw new AssertionError("secret");
    }

    private static void store(Context context) {
        throw new StoreUnavailableException("secret", new IllegalStateException("secret"));
    }

    private static void refuse(Context context) {
        throw new ProblemException(Problems.endedForGood());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/mistake", "/api/v1/error"})
    void by_mistake_is_500_with_the_id_to_look_for_in_the_log(String path) {
        Answer answer = world.get(path).send().problem(500, "INTERNAL_ERROR");

        assertThat(answer.message()).contains(answer.header("X-Request-Id"));
        assertThat(answer.text()).doesNotContain("secret").doesNotContain("Exception");
        world.get("/health/live").send().ok(200);
    }

    @Test
    void for_want_of_the_store_is_503_with_a_hint_when_to_come_back() {
        Answer answer = world.get("/api/v1/store").send().problem(503, "UNAVAILABLE");

        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.json().path("retry_after").asInt()).isEqualTo(1);
        assertThat(answer.text()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mistake 500 INTERNAL_ERROR", "store 503 UNAVAILABLE", "refusal 410 PARTY_ENDED"})
    void before_an_upgrade_is_told_in_the_envelope_too(String how) throws Exception {
        String[] words = how.split(" ", -1);
        try (RawHttp raw = new RawHttp(world.port())) {
            String answer = raw.ask(RawHttp.upgradeOf("/api/v1/sockets/" + words[0]));

            assertThat(answer)
                    .startsWith("HTTP/1.1 " + words[1])
                    .contains("{\"success\":false,\"error\":{\"code\":\"" + words[2] + "\"")
                    .contains("X-Request-Id")
                    .doesNotContain("JSESSIONID")
                    .doesNotContain("secret");
        }
    }

    @Test
    void to_hear_of_a_command_in_time_is_503() {
        // Nobody works here: what is handed over waits for ever.
        try (WebWorld idle = WebWorld.open(terms -> terms.workers = work -> {})) {
            WebWorld.Made party = idle.party(HOST, "");

            idle.join(VIEWER, party).problem(503, "UNAVAILABLE");
        }
    }
}
