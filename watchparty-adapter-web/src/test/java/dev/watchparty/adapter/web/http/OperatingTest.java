package dev.watchparty.adapter.web.http;

import static dev.watchparty.domain.party.Parties.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperatingTest {

    private final WebWorld world = WebWorld.open();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void tells_whether_the_server_lives() {
        Golden.assertThat(world.get("/health/live").send().ok(200), "health-live");
        assertThat(world.call("HEAD", "/health/live").send().status()).isEqualTo(200);
    }

    @Test
    void tells_whether_it_can_do_its_work_and_why_not() {
        Golden.assertThat(world.get("/health/ready").send().ok(200), "health-ready");
        world.unreadiness.set(Optional.of("the database does not answer"));

        Answer answer = world.get("/health/ready").send();

        assertThat(answer.problem(503, "UNAVAILABLE").message()).isEqualTo("the database does not answer");
        world.get("/health/live").send().ok(200);
    }

    @Test
    void shows_the_meters() {
        Answer answer = world.get("/metrics").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.text()).isEqualTo("meters 1\n");
    }

    @Test
    void counts_requests_by_route_and_not_by_what_clients_make_up() {
        WebWorld.Made party = world.party(HOST, "");
        world.get(party.path()).as(HOST).send().ok(200);
        world.call("BREW", "/api/v1/coffee").send().problem(404, "NOT_FOUND");

        assertThat(count("GET", "/api/v1/watch-parties/{party}", "200")).isEqualTo(1);
        assertThat(count("POST", "/api/v1/watch-parties", "201")).isEqualTo(1);
        assertThat(count("OTHER", "none", "404")).isEqualTo(1);
    }

    private long count(String method, String route, String status) {
        Timer timer = world.meters
                .find("http.server.requests")
                .tags("method", method, "route", route, "status", status)
                .timer();
        return timer == null ? 0 : timer.count();
    }
}
