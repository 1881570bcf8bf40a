package dev.watchparty.adapter.web.http;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Participant;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitsTest {

    private static final Limits OFF = new WebWorld.Terms().limits;
    private static final String PARTIES = "/api/v1/watch-parties";

    private static WebWorld open(UnaryOperator<Limits> change) {
        return WebWorld.open(terms -> {
            terms.limits = change.apply(OFF);
            terms.trustedProxies = List.of(AddressBlock.parse("127.0.0.1"));
        });
    }

    private static Limits guessing(int perHour) {
        return new Limits(
                OFF.creates(),
                OFF.createsPerAddress(),
                OFF.joins(),
                OFF.joinsPerAddress(),
                Limits.guesses(perHour),
                OFF.guestsPerAddress(),
                OFF.playlistWrites(),
                OFF.friendRequests(),
                OFF.inside());
    }

    private static Answer create(WebWorld world, Participant person, String address) {
        return world.post(PARTIES)
                .as(person)
                .header("X-Forwarded-For", address)
                .body("{\"title\":\"Friday\"}")
                .send();
    }

    private static Answer join(WebWorld world, Participant person, String address, String code) {
        return world.post(PARTIES + "/" + code + "/join")
                .as(person)
                .header("X-Forwarded-For", address)
                .send();
    }

    @Test
    void say_when_to_come_back() {
        try (WebWorld world = open(off -> new Limits(
                Limits.creates(2),
                off.createsPerAddress(),
                off.joins(),
                off.joinsPerAddress(),
                off.guesses(),
                off.guestsPerAddress(),
                off.playlistWrites(),
                off.friendRequests(),
                off.inside()))) {
            create(world, HOST, "192.0.2.1").ok(201);
            create(world, HOST, "192.0.2.2").ok(201);

            Answer answer = create(world, HOST, "192.0.2.3").problem(429, "RATE_LIMITED");

            assertThat(answer.json().path("retry_after").asInt()).isEqualTo(1800);
            assertThat(answer.header("Retry-After")).isEqualTo("1800");
            assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("2");
            assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("0");
            assertThat(answer.header("X-RateLimit-Reset"))
                    .isEqualTo(Long.toString(NOON.plusSeconds(3600).getEpochSecond()));
            assertThat(world.meters
                            .counter("watchparty.rate.limit.refusals", "limit", "creates")
                            .count())
                    .isEqualTo(1);
            create(world, VIEWER, "192.0.2.3").ok(201);
            world.clock.advance(Duration.ofMinutes(30));
            create(world, HOST, "192.0.2.3").ok(201);
        }
    }

    @Test
    void count_no_party_that_was_asked_for_in_a_wrong_way() {
        try (WebWorld world = open(off -> new Limits(
                Limits.creates(1),
                off.createsPerAddress(),
                off.joins(),
                off.joinsPerAddress(),
                off.guesses(),
                off.guestsPerAddress(),
                off.playlistWrites(),
                off.friendRequests(),
                off.inside()))) {
            world.post(PARTIES).as(HOST).body("{}").send().problem(400, "INVALID_REQUEST");

            create(world, HOST, "192.0.2.1").ok(201);
        }
    }

    @Test
    void count_parties_by_address_too() {
        try (WebWorld world = open(off -> new Limits(
                off.creates(),
                Limits.createsPerAddress(1),
                off.joins(),
                off.joinsPerAddress(),
                off.guesses(),
                off.guestsPerAddress(),
                off.playlistWrites(),
                off.friendRequests(),
                off.inside()))) {
            create(world, HOST, "192.0.2.1").ok(201);
            create(world, VIEWER, "192.0.2.1").problem(429, "RATE_LIMITED");
            create(world, VIEWER, "192.0.2.2").ok(201);
        }
    }

    @Test
    void count_joins_by_user_and_by_address() {
        try (WebWorld world = open(off -> new Limits(
                off.creates(),
                off.createsPerAddress(),
                Limits.joins(1),
                Limits.joinsPerAddress(2),
                off.guesses(),
                off.guestsPerAddress(),
                off.playlistWrites(),
                off.friendRequests(),
                off.inside()))) {
            String code = world.party(HOST, "").code();
            String other = world.party(HOST, "").code();

            join(world, VIEWER, "192.0.2.1", code).ok(200);
            join(world, VIEWER, "192.0.2.2", other).problem(429, "RATE_LIMITED");
            join(world, CO_HOST, "192.0.2.1", code).ok(200);
            join(world, STRANGER, "192.0.2.1", code).problem(429, "RATE_LIMITED");
        }
    }

    @Test
    void stop_whoever_guesses_codes_even_when_they_are_right_at_last() {
        try (WebWorld world = open(off -> guessing(2))) {
            String code = world.party(HOST, "").code();

            join(world, VIEWER, "192.0.2.1", "AAAAAA").problem(404, "NOT_FOUND");
            join(world, VIEWER, "192.0.2.2", "AAAAAB").problem(404, "NOT_FOUND");

            join(world, VIEWER, "192.0.2.3", code).problem(429, "RATE_LIMITED");
            join(world, CO_HOST, "192.0.2.3", code).ok(200);
        }
    }

    @Test
    void stop_whoever_guesses_codes_by_looking() {
        try (WebWorld world = open(off -> guessing(2))) {
            String code = world.party(HOST, ",\"visibility\":\"invite\"").code();
            String address = "192.0.2.1";

            world.get(PARTIES + "/AAAAAA")
                    .header("X-Forwarded-For", address)
                    .send()
                    .problem(404, "NOT_FOUND");
            world.get(PARTIES + "/AAAAAB")
                    .header("X-Forwarded-For", address)
                    .send()
                    .problem(404, "NOT_FOUND");

            world.get(PARTIES + "/" + code)
                    .header("X-Forwarded-For", address)
                    .send()
                    .problem(429, "RATE_LIMITED");
            join(world, VIEWER, address, code).problem(429, "RATE_LIMITED");
            world.get(PARTIES + "/" + code)
                    .header("X-Forwarded-For", "192.0.2.2")
                    .send()
                    .ok(200);
        }
    }

    @Test
    void stop_whoever_guesses_passwords() {
        try (WebWorld world = open(off -> guessing(2))) {
            WebWorld.Made party = world.party(HOST, ",\"password\":\"sesame\"");
            Call first = world.post(PARTIES + "/" + party.code() + "/join").as(VIEWER);
            Call second = world.post(PARTIES + "/" + party.code() + "/join").as(VIEWER);
            Call third = world.post(PARTIES + "/" + party.code() + "/join").as(VIEWER);

            first.body("{\"password\":\"barley\"}").send().problem(403, "INVALID_PASSWORD");
            second.body("{\"password\":\"millet\"}").send().problem(403, "INVALID_PASSWORD");

            third.body("{\"password\":\"sesame\"}").send().problem(429, "RATE_LIMITED");
        }
    }

    @Test
    void cost_nothing_to_those_who_guess_right() {
        try (WebWorld world = open(off -> guessing(1))) {
            String code = world.party(HOST, "").code();

            for (int time = 1; time <= 3; time++) {
                join(world, VIEWER, "192.0.2.1", code).ok(200);
            }
        }
    }

    @Test
    void count_guests_by_address() {
        try (WebWorld world = open(off -> new Limits(
                off.creates(),
                off.createsPerAddress(),
                off.joins(),
                off.joinsPerAddress(),
                off.guesses(),
                Limits.guestsPerAddress(1),
                off.playlistWrites(),
                off.friendRequests(),
                off.inside()))) {
            world.post("/api/v1/auth/guest")
                    .body("{\"display_name\":\"Zoë\"}")
                    .send()
                    .ok(201);
            world.post("/api/v1/auth/guest")
                    .body("{\"display_name\":\"Zoë\"}")
                    .send()
                    .problem(429, "RATE_LIMITED");
            world.post("/api/v1/auth/renew").as(HOST).send().problem(429, "RATE_LIMITED");
        }
    }

    @Test
    void count_what_is_written_in_playlists() {
        try (WebWorld world = open(off -> new Limits(
                off.creates(),
                off.createsPerAddress(),
                off.joins(),
                off.joinsPerAddress(),
                off.guesses(),
                off.guestsPerAddress(),
                Limits.playlistWrites(1),
                off.friendRequests(),
                off.inside()))) {
            world.post("/api/v1/playlists")
                    .as(HOST)
                    .body("{\"title\":\"A\"}")
                    .send()
                    .ok(201);
            world.post("/api/v1/playlists")
                    .as(HOST)
                    .body("{\"title\":\"B\"}")
                    .send()
                    .problem(429, "RATE_LIMITED");
        }
    }

    @Test
    void count_requests_to_be_friends_whatever_comes_of_them() {
        try (WebWorld world = open(off -> new Limits(
                off.creates(),
                off.createsPerAddress(),
                off.joins(),
                off.joinsPerAddress(),
                off.guesses(),
                off.guestsPerAddress(),
                off.playlistWrites(),
                Limits.friendRequests(1),
                off.inside()))) {
            String friends = "/api/v1/friends";
            world.post(friends).as(HOST).body("{}").send().problem(400, "INVALID_REQUEST");
            world.post(friends)
                    .as(HOST)
                    .body("{\"username\":\"nobody\"}")
                    .send()
                    .problem(404, "NOT_FOUND");

            world.post(friends)
                    .as(HOST)
                    .body("{\"username\":\"nobody\"}")
                    .send()
                    .problem(429, "RATE_LIMITED");
            world.post(friends)
                    .as(VIEWER)
                    .body("{\"username\":\"nobody\"}")
                    .send()
                    .problem(404, "NOT_FOUND");
        }
    }

    @Test
    void leave_whoever_loads_the_page_of_their_party_again_alone() {
        try (WebWorld world = open(off -> new Limits(
                off.creates(),
                off.createsPerAddress(),
                Limits.joins(1),
                Limits.joinsPerAddress(1),
                Limits.guesses(1),
                off.guestsPerAddress(),
                off.playlistWrites(),
                off.friendRequests(),
                off.inside()))) {
            WebWorld.Made party = world.party(HOST, "");
            join(world, VIEWER, "192.0.2.1", party.code()).ok(200);
            join(world, VIEWER, "192.0.2.1", "AAAAAA").problem(429, "RATE_LIMITED");

            join(world, VIEWER, "192.0.2.1", party.code()).ok(200);
            join(world, HOST, "192.0.2.1", party.code()).ok(200);

            world.call("DELETE", party.path() + "/leave").as(VIEWER).send().ok(200);
            join(world, VIEWER, "192.0.2.1", party.code()).problem(429, "RATE_LIMITED");
        }
    }

    private static WebWorld openInside(Limits.Inside inside) {
        return open(off -> new Limits(
                off.creates(),
                off.createsPerAddress(),
                off.joins(),
                off.joinsPerAddress(),
                Limits.guesses(1),
                off.guestsPerAddress(),
                off.playlistWrites(),
                off.friendRequests(),
                inside));
    }

    /** What is asked of a party twice, where once is allowed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /messages | {\"message\":\"hi\"} | 201",
                "POST | /react | {\"emoji\":\"😂\"} | 201",
                "POST | /commands | {\"type\":\"chat\",\"message\":\"hi\"} | 200",
                "POST | /commands | {\"type\":\"reaction\",\"emoji\":\"😂\"} | 200",
                "POST | /commands | {\"type\":\"wait-for-me\",\"wait\":false} | 200",
                "PATCH | /settings | {\"title\":\"Saturday\"} | 200",
                "POST | /kick | {\"user_id\":\"00000001-0000-0000-0000-000000000009\"} | 404",
                "GET | /analytics | '' | 200",
                "GET | /analytics/series | '' | 200",
                "GET | /moments | '' | 200",
            })
    void count_what_people_do_in_parties(String method, String path, String body, int status) {
        try (WebWorld world = openInside(new Limits.Inside(
                Limits.chats(1),
                Limits.reactions(1),
                Limits.commands(1),
                Limits.settingsChanges(1),
                Limits.kicks(1),
                Limits.studies(1)))) {
            WebWorld.Made party = world.party(HOST, "");
            world.call(method, party.path() + path).as(HOST).body(body).send();

            Answer second =
                    world.call(method, party.path() + path).as(HOST).body(body).send();

            assertThat(second.problem(429, "RATE_LIMITED").header("Retry-After"))
                    .isNotEmpty();
            world.clock.advance(Duration.ofHours(1).minusSeconds(1));
            assertThat(world.call(method, party.path() + path)
                            .as(HOST)
                            .body(body)
                            .send()
                            .status())
                    .isEqualTo(method.equals("PATCH") || path.equals("/kick") || method.equals("GET") ? 429 : status);
        }
    }

    @Test
    void count_what_is_said_together_in_whatever_way_it_is_said() {
        try (WebWorld world = openInside(Limits.Inside.DEFAULT)) {
            WebWorld.Made party = world.party(HOST, "");
            String subjectOfSockets = HOST.user().value().toString();
            for (int time = 1; time <= 8; time++) {
                world.limiter.take(Limits.chats(10), subjectOfSockets);
            }

            world.post(party.path() + "/messages")
                    .as(HOST)
                    .body("{\"message\":\"hi\"}")
                    .send()
                    .ok(201);
            world.command(HOST, party, "{\"type\":\"chat\",\"message\":\"hi\"}").ok(200);

            world.command(HOST, party, "{\"type\":\"chat\",\"message\":\"hi\"}").problem(429, "RATE_LIMITED");
        }
    }

    @Test
    void count_no_guess_where_lists_are_read() {
        try (WebWorld world = openInside(Limits.Inside.OFF)) {
            for (int time = 1; time <= 3; time++) {
                for (String list : List.of("public", "trending", "history")) {
                    world.get(PARTIES + "/" + list).as(HOST).send().ok(200);
                }
            }
        }
    }
}
