package dev.watchparty.adapter.web.http;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Participant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SayingOverRestTest {

    private static final String NOBODY = "00000000-0000-0000-0000-000000000099";

    private final WebWorld world = WebWorld.open();
    private WebWorld.Made party = new WebWorld.Made("", "");

    @BeforeEach
    void meet() {
        party = world.party(HOST, "");
        world.clock.advance(Duration.ofSeconds(1));
        world.join(VIEWER, party).ok(200);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Answer say(Participant person, String body) {
        return world.post(party.path() + "/messages").as(person).body(body).send();
    }

    private Answer say(Participant person) {
        return say(person, "{\"message\":\"hi\"}");
    }

    private Answer react(Participant person, String body) {
        return world.post(party.path() + "/react").as(person).body(body).send();
    }

    private Answer read(Participant reader, String query) {
        return world.get(party.path() + "/messages" + query).as(reader).send();
    }

    private Answer delete(Participant person, String message) {
        return world.call("DELETE", party.path() + "/messages/" + message)
                .as(person)
                .send();
    }

    private static String id(Answer said) {
        return said.ok(201).data().path("id").asText();
    }

    @Test
    void makes_a_message() {
        Golden.assertThat(say(VIEWER).ok(201), "say");
    }

    @Test
    void makes_a_reaction() {
        Golden.assertThat(
                react(VIEWER, "{\"emoji\":\"😂\",\"video_timestamp\":2.5}").ok(201), "react");
    }

    @Test
    void reacts_to_what_is_to_be_seen_if_it_names_nothing_else() {
        assertThat(react(HOST, "{\"emoji\":\"🎉\"}")
                        .ok(201)
                        .data()
                        .path("video_timestamp")
                        .asDouble())
                .isZero();
    }

    @Test
    void is_read_the_oldest_first() {
        say(VIEWER).ok(201);
        world.clock.advance(Duration.ofSeconds(1));
        say(HOST, "{\"message\":\"Hello!\"}").ok(201);

        Golden.assertThat(read(VIEWER, "").ok(200), "get-messages");
    }

    @Test
    void is_read_backwards_page_by_page() {
        for (int number = 1; number <= 5; number++) {
            say(HOST, "{\"message\":\"" + number + "\"}").ok(201);
        }

        Answer last = read(VIEWER, "?limit=2").ok(200);
        String before = last.data().path("messages").path(0).path("version").asText();
        Answer earlier = read(VIEWER, "?limit=2&before=" + before).ok(200);

        assertThat(last.data().findValuesAsText("message")).isEqualTo(List.of("4", "5"));
        assertThat(earlier.data().findValuesAsText("message")).isEqualTo(List.of("2", "3"));
        assertThat(earlier.data().path("count").asInt()).isEqualTo(2);
        assertThat(read(VIEWER, "?before=0").ok(200).data().path("count").asInt())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "many", "", "1.5", "99999999999999999999"})
    void is_read_in_full_where_the_limit_is_none(String limit) {
        say(HOST).ok(201);
        say(HOST).ok(201);

        assertThat(read(VIEWER, "?limit=" + limit).ok(200).data().path("count").asInt())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "first", "", "1.5", "99999999999999999999"})
    void is_not_read_before_what_is_no_version(String before) {
        assertThat(read(VIEWER, "?before=" + before)
                        .problem(400, "INVALID_REQUEST")
                        .message())
                .contains("before");
    }

    /** For each history policy, how much is read of what was said before and after Bo came, of two and one. */
    @ParameterizedTest
    @CsvSource({"everyone, 3, 3, 3, 3", "members-since-join, 3, 3, 1, 0", "none, 0, 0, 0, 0"})
    void is_read_as_far_as_the_host_wants(String history, int host, int viewer, int newcomer, int anonymous) {
        world.call("PATCH", party.path() + "/settings")
                .as(HOST)
                .body("{\"visibility\":\"public\",\"history\":\"" + history + "\"}")
                .send()
                .ok(200);
        say(HOST).ok(201);
        say(VIEWER).ok(201);
        world.clock.advance(Duration.ofSeconds(1));
        world.join(CO_HOST, party).ok(200);
        say(HOST).ok(201);

        assertThat(count(read(HOST, ""))).isEqualTo(host);
        assertThat(count(read(VIEWER, ""))).isEqualTo(viewer);
        assertThat(count(read(CO_HOST, ""))).isEqualTo(newcomer);
        assertThat(count(world.get(party.path() + "/messages").send())).isEqualTo(anonymous);
    }

    private static int count(Answer answer) {
        return answer.ok(200).data().path("count").asInt();
    }

    @Test
    void is_hidden_from_those_who_may_not_read_the_party() {
        read(STRANGER, "").problem(403, "FORBIDDEN");
        world.get(party.path() + "/messages").send().problem(403, "FORBIDDEN");
        world.get("/api/v1/watch-parties/" + NOBODY + "/messages").send().problem(404, "NOT_FOUND");
    }

    @Test
    void is_for_participants() {
        assertThat(say(STRANGER).problem(403, "FORBIDDEN").message())
                .isEqualTo("Not a participant of this watch party");
        assertThat(react(STRANGER, "{\"emoji\":\"😂\"}")
                        .problem(403, "FORBIDDEN")
                        .message())
                .isEqualTo("Not a participant of this watch party");
        world.post(party.path() + "/messages")
                .body("{\"message\":\"hi\"}")
                .send()
                .problem(401, "UNAUTHORIZED");
        world.post("/api/v1/watch-parties/" + NOBODY + "/messages")
                .as(HOST)
                .body("{\"message\":\"hi\"}")
                .send()
                .problem(404, "NOT_FOUND");
    }

    @Test
    void is_not_for_the_muted_nor_for_parties_that_are_over() {
        world.command(
                        HOST,
                        party,
                        "{\"type\":\"mute\",\"user_id\":\"" + VIEWER.user().value() + "\"}")
                .ok(200);
        say(VIEWER).problem(403, "FORBIDDEN");
        react(VIEWER, "{\"emoji\":\"😂\"}").problem(403, "FORBIDDEN");
        world.post(party.path() + "/end").as(HOST).send().ok(200);
        say(HOST).problem(409, "PARTY_ENDED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | message",
                "{\"message\":\"\"} | message",
                "{\"message\":7} | message",
                "{\"message\":null} | message",
                "{\"message\":\"\\ud800\"} | message",
                "[] | body",
                "{ | body",
            })
    void names_what_is_wrong_with_a_message(String body, String field) {
        assertThat(say(HOST, body).problem(400, "INVALID_REQUEST").message()).startsWith(field);
    }

    @Test
    void may_have_a_thousand_characters() {
        say(HOST, "{\"message\":\"" + "😂".repeat(1000) + "\"}").ok(201);
        say(HOST, "{\"message\":\"" + "x".repeat(1001) + "\"}").problem(400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | emoji",
                "{\"emoji\":\"\"} | emoji",
                "{\"emoji\":\"😂😂\"} | emoji",
                "{\"emoji\":1} | emoji",
                "{\"emoji\":\"😂\",\"video_timestamp\":-1} | video_timestamp",
                "{\"emoji\":\"😂\",\"video_timestamp\":\"1\"} | video_timestamp",
                "{\"emoji\":\"😂\",\"video_timestamp\":1e999} | video_timestamp",
            })
    void names_what_is_wrong_with_a_reaction(String body, String field) {
        assertThat(react(HOST, body).problem(400, "INVALID_REQUEST").message()).startsWith(field);
    }

    @Test
    void is_taken_back_by_who_said_it() {
        String message = id(say(VIEWER));

        Golden.assertThat(delete(VIEWER, message).ok(200), "delete-message");
        assertThat(count(read(HOST, ""))).isZero();
        delete(VIEWER, message).problem(404, "NOT_FOUND");
    }

    @Test
    void is_taken_back_by_the_host_and_by_nobody_else() {
        String viewers = id(say(VIEWER));
        String hosts = id(say(HOST));

        delete(VIEWER, hosts).problem(403, "FORBIDDEN");
        delete(STRANGER, hosts).problem(403, "FORBIDDEN");
        delete(HOST, viewers).ok(200);
        delete(HOST, "x").problem(400, "INVALID_REQUEST");
        delete(HOST, NOBODY).problem(404, "NOT_FOUND");
        world.call("DELETE", party.path() + "/messages/" + hosts).send().problem(401, "UNAUTHORIZED");
        assertThat(count(read(HOST, ""))).isEqualTo(1);
    }
}
