package dev.watchparty.adapter.web.http;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Participant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookingAroundTest {

    private static final String PARTIES = "/api/v1/watch-parties";
    private static final String NOBODY = "00000000-0000-0000-0000-000000000099";

    private static final Map<String, Participant> READERS =
            Map.of("host", HOST, "member", VIEWER, "friend", CO_HOST, "stranger", STRANGER);

    private final WebWorld world = WebWorld.open();

    @AfterEach
    void close() {
        world.close();
    }

    private Answer get(Participant reader, String path) {
        return world.get("/api/v1" + path).as(reader).send();
    }

    private WebWorld.Made publicParty(Participant host, String title) {
        String id = world.post(PARTIES)
                .as(host)
                .body("{\"title\":\"" + title + "\",\"visibility\":\"public\"}")
                .send()
                .ok(201)
                .data()
                .path("id")
                .asText();
        String code = world.get(PARTIES + "/" + id)
                .as(host)
                .send()
                .data()
                .path("invite_code")
                .asText();
        world.clock.advance(Duration.ofSeconds(1));
        return new WebWorld.Made(id, code);
    }

    private static List<String> titles(Answer answer) {
        return answer.ok(200).data().path("parties").findValuesAsText("title");
    }

    @Test
    void shows_the_public_parties() {
        String playlist = world.playlist(HOST).path("id").asText();
        WebWorld.Made party = world.party(HOST, ",\"visibility\":\"public\",\"playlist_id\":\"" + playlist + "\"");
        world.join(VIEWER, party).ok(200);
        world.command(HOST, party, "{\"type\":\"play\"}").ok(200);
        world.clock.advance(Duration.ofSeconds(3));

        Golden.assertThat(world.get(PARTIES + "/public").send().ok(200), "list-public-parties");
        Golden.assertThat(world.get(PARTIES + "/trending").send().ok(200), "list-trending-parties");
    }

    @Test
    void shows_those_with_most_people_first_and_then_the_newest() {
        publicParty(HOST, "older");
        publicParty(HOST, "newer");
        world.join(VIEWER, publicParty(HOST, "fuller")).ok(200);
        publicParty(HOST, "newest");

        assertThat(titles(world.get(PARTIES + "/public").send())).containsExactly("fuller", "newest", "newer", "older");
        Answer page = world.get(PARTIES + "/public?limit=2&offset=1").send().ok(200);
        assertThat(titles(page)).containsExactly("newest", "newer");
        assertThat(page.data().path("total_count").asInt()).isEqualTo(4);
        assertThat(page.data().path("limit").asInt()).isEqualTo(2);
        assertThat(page.data().path("offset").asInt()).isEqualTo(1);
        assertThat(titles(world.get(PARTIES + "/public?q=NEW").send())).containsExactly("newest", "newer");
        assertThat(titles(world.get(PARTIES + "/public?q=").send())).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"public, 20", "trending, 10"})
    void takes_no_wrong_number_amiss(String list, int limit) {
        for (int number = 1; number <= 25; number++) {
            publicParty(HOST, "Party " + number);
        }

        for (String wrong : List.of("limit=0", "limit=101", "limit=-1", "limit=x", "limit=", "offset=-1", "offset=x")) {
            assertThat(titles(world.get(PARTIES + "/" + list + "?" + wrong).send()))
                    .as(wrong)
                    .hasSize(limit);
        }
        assertThat(titles(world.get(PARTIES + "/" + list + "?limit=5").send())).hasSize(5);
    }

    @Test
    void finds_no_title_that_cannot_be() {
        world.get(PARTIES + "/public?q=" + "x".repeat(201)).send().problem(400, "INVALID_REQUEST");
        world.get(PARTIES + "/public?q=%00").send().problem(400, "INVALID_REQUEST");
    }

    /** Which readers find a party in both lists, and whether they are told its code. */
    @ParameterizedTest
    @CsvSource({
        // visibility, password, friend, stranger, anonymous
        "public,  '',     R, R, R",
        "friends, '',     R, N, N",
        "invite,  '',     N, N, N",
        "private, '',     N, N, N",
        "public,  sesame, r, r, r",
        "friends, sesame, r, N, N",
    })
    void finds_what_the_reader_may_find(
            String visibility, String password, String friend, String stranger, String anonymous) {
        world.friends.befriend(HOST.user(), CO_HOST.user());
        String more = ",\"visibility\":\"" + visibility + "\"";
        world.party(HOST, password.isEmpty() ? more : more + ",\"password\":\"" + password + "\"");

        for (String list : List.of("/public", "/trending")) {
            assertThat(finding(world.get(PARTIES + list).as(CO_HOST))).isEqualTo(friend);
            assertThat(finding(world.get(PARTIES + list).as(STRANGER))).isEqualTo(stranger);
            assertThat(finding(world.get(PARTIES + list))).isEqualTo(anonymous);
            assertThat(finding(world.get(PARTIES + list).header("Authorization", "Bearer x.y.z")))
                    .isEqualTo(anonymous);
        }
    }

    private static String finding(Call call) {
        Answer answer = call.send();
        if (titles(answer).isEmpty()) return "N";
        return answer.data().path("parties").path(0).has("invite_code") ? "R" : "r";
    }

    @Test
    void lists_no_party_that_is_over() {
        WebWorld.Made party = publicParty(HOST, "Friday");
        world.post(party.path() + "/end").as(HOST).send().ok(200);

        assertThat(titles(world.get(PARTIES + "/public").send())).isEmpty();
        assertThat(titles(world.get(PARTIES + "/trending").send())).isEmpty();
    }

    @Test
    void shows_what_somebody_was_in() {
        WebWorld.Made never = publicParty(HOST, "never started");
        WebWorld.Made party = publicParty(HOST, "started");
        world.join(VIEWER, party).ok(200);
        world.clock.advance(Duration.ofMillis(90_500));
        world.post(party.path() + "/end").as(HOST).send().ok(200);
        world.clock.advance(Duration.ofSeconds(1));
        world.post(never.path() + "/end").as(HOST).send().ok(200);

        Golden.assertThat(get(HOST, "/watch-parties/history").ok(200), "get-history");
        assertThat(get(VIEWER, "/watch-parties/history").data().findValuesAsText("title"))
                .containsExactly("started");
        assertThat(get(STRANGER, "/watch-parties/history").data().path("history"))
                .isEmpty();
    }

    @Test
    void pages_through_what_somebody_was_in() {
        for (int number = 1; number <= 5; number++) {
            WebWorld.Made party = publicParty(HOST, "Party " + number);
            world.post(party.path() + "/end").as(HOST).send().ok(200);
        }

        Answer second = get(HOST, "/watch-parties/history?page=2&limit=2").ok(200);

        assertThat(second.data().findValuesAsText("title")).containsExactly("Party 3", "Party 2");
        assertThat(second.data().path("pagination").path("page").asInt()).isEqualTo(2);
        assertThat(second.data().path("pagination").path("total_count").asInt()).isEqualTo(5);
        assertThat(second.data().path("pagination").path("total_pages").asInt()).isEqualTo(3);
        for (String wrong : List.of("page=0", "page=x", "page=2147483647", "limit=0", "limit=101", "limit=x")) {
            assertThat(get(HOST, "/watch-parties/history?" + wrong)
                            .ok(200)
                            .data()
                            .findValuesAsText("title"))
                    .as(wrong)
                    .hasSize(5);
        }
        assertThat(get(HOST, "/watch-parties/history?page=" + OverviewRoutes.PAGE_MAX + "&limit=100")
                        .ok(200)
                        .data()
                        .path("history"))
                .isEmpty();
        world.get(PARTIES + "/history").send().problem(401, "UNAUTHORIZED");
    }

    @Test
    void shows_how_a_party_went() {
        String playlist = world.playlist(HOST).path("id").asText();
        WebWorld.Made party = world.party(HOST, ",\"playlist_id\":\"" + playlist + "\"");
        world.clock.advance(Duration.ofSeconds(10));
        world.join(VIEWER, party).ok(200);
        world.command(HOST, party, "{\"type\":\"play\"}").ok(200);
        world.command(VIEWER, party, "{\"type\":\"chat\",\"message\":\"hi\"}").ok(200);
        world.clock.advance(Duration.ofSeconds(10));
        for (String emoji : List.of("🎉", "😂", "😂")) {
            world.command(VIEWER, party, "{\"type\":\"reaction\",\"emoji\":\"" + emoji + "\"}")
                    .ok(200);
        }
        world.call("DELETE", party.path() + "/leave").as(VIEWER).send().ok(200);

        Golden.assertThat(world.get(party.path() + "/analytics").as(HOST).send().ok(200), "get-analytics");
        Golden.assertThat(
                world.get(party.path() + "/analytics/series").as(HOST).send().ok(200), "get-series");
        Golden.assertThat(world.get(party.path() + "/moments").as(HOST).send().ok(200), "get-moments");
        Golden.assertThat(
                get(HOST, "/users/" + HOST.user().value() + "/watch-party-stats")
                        .ok(200),
                "get-host-stats");
    }

    /** Who may know how a party went. */
    @ParameterizedTest
    @CsvSource({
        // visibility, host, member, friend, stranger
        "public,  200, 200, 200, 200",
        "invite,  200, 200, 200, 200",
        "friends, 200, 200, 403, 403",
        "private, 200, 403, 403, 403",
    })
    void shows_how_a_party_went_to_those_who_may_know(
            String visibility, int host, int member, int friend, int stranger) {
        world.friends.befriend(HOST.user(), CO_HOST.user());
        world.friends.befriend(HOST.user(), VIEWER.user());
        WebWorld.Made party = world.party(HOST, ",\"visibility\":\"" + visibility + "\"");
        world.join(VIEWER, party).ok(200);

        for (String path : List.of("/analytics", "/analytics/series")) {
            Map<String, Integer> expected =
                    Map.of("host", host, "member", member, "friend", friend, "stranger", stranger);
            expected.forEach((reader, status) -> assertThat(world.get(party.path() + path)
                            .as(READERS.getOrDefault(reader, STRANGER))
                            .send()
                            .status())
                    .as(reader)
                    .isEqualTo(status));
            world.get(party.path() + path).send().problem(401, "UNAUTHORIZED");
            world.get(PARTIES + "/" + NOBODY + path).as(HOST).send().problem(404, "NOT_FOUND");
            world.get(PARTIES + "/x" + path).as(HOST).send().problem(400, "INVALID_REQUEST");
        }
    }

    /** Who may see where in the film people laughed: besides those who may know how it went, everybody in it. */
    @ParameterizedTest
    @CsvSource({
        // visibility, host, member, friend, stranger
        "public,  200, 200, 200, 200",
        "friends, 200, 200, 403, 403",
        "private, 200, 200, 403, 403",
    })
    void shows_the_moments_of_a_party_to_those_in_it(
            String visibility, int host, int member, int friend, int stranger) {
        world.friends.befriend(HOST.user(), CO_HOST.user());
        world.friends.befriend(HOST.user(), VIEWER.user());
        WebWorld.Made party = world.party(HOST, ",\"visibility\":\"" + visibility + "\"");
        world.join(VIEWER, party).ok(200);

        Map<String, Integer> expected = Map.of("host", host, "member", member, "friend", friend, "stranger", stranger);
        expected.forEach((reader, status) -> assertThat(world.get(party.path() + "/moments")
                        .as(READERS.getOrDefault(reader, STRANGER))
                        .send()
                        .status())
                .as(reader)
                .isEqualTo(status));
        world.get(party.path() + "/moments").send().problem(401, "UNAUTHORIZED");
    }

    @Test
    void shows_somebodys_own_parties_to_themselves_alone() {
        assertThat(get(HOST, "/users/" + VIEWER.user().value() + "/watch-party-stats")
                        .problem(403, "FORBIDDEN")
                        .message())
                .isEqualTo("You can only view your own watch party statistics");
        assertThat(get(VIEWER, "/users/" + VIEWER.user().value() + "/watch-party-stats")
                        .ok(200)
                        .data()
                        .path("avg_viewers_per_party")
                        .asDouble())
                .isZero();
        world.get("/api/v1/users/" + VIEWER.user().value() + "/watch-party-stats")
                .send()
                .problem(401, "UNAUTHORIZED");
        get(HOST, "/users/x/watch-party-stats").problem(400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/public", "/trending", "/history"})
    void answers_head_as_get(String list) {
        Answer answer = world.call("HEAD", PARTIES + list).as(HOST).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bytes()).isEmpty();
    }
}
