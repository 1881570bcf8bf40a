package dev.watchparty.adapter.web.http;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Participant;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KickingTest {

    private final WebWorld world = WebWorld.open();
    private final WebWorld.Made party = world.party(HOST, "");

    @BeforeEach
    void meet() {
        world.join(CO_HOST, party).ok(200);
        world.join(VIEWER, party).ok(200);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Answer kick(Participant person, String body) {
        return world.post(party.path() + "/kick").as(person).body(body).send();
    }

    private Answer kick(Participant person, Participant kicked) {
        return kick(person, "{\"user_id\":\"" + kicked.user().value() + "\"}");
    }

    private Answer ban(Participant person, Participant banned) {
        return kick(person, "{\"user_id\":\"" + banned.user().value() + "\",\"ban\":true}");
    }

    private Answer bans(Participant reader) {
        return world.get(party.path() + "/bans").as(reader).send();
    }

    private void promote(Participant person) {
        world.command(
                        HOST,
                        party,
                        "{\"type\":\"role\",\"user_id\":\"" + person.user().value() + "\",\"role\":\"co-host\"}")
                .ok(200);
    }

    @Test
    void puts_somebody_out_who_may_come_back() {
        Golden.assertThat(kick(HOST, VIEWER).ok(200), "kick");

        world.get(party.path()).as(VIEWER).send().problem(403, "FORBIDDEN");
        world.join(VIEWER, party).ok(200);
    }

    @Test
    void bans_somebody_who_may_not() {
        ban(HOST, VIEWER).ok(200);

        assertThat(world.join(VIEWER, party).problem(403, "BANNED").message()).contains("banned");
    }

    @Test
    void shows_those_who_are_banned_the_last_first() {
        ban(HOST, VIEWER).ok(200);
        world.clock.advance(Duration.ofSeconds(1));
        ban(HOST, CO_HOST).ok(200);

        Golden.assertThat(bans(HOST).ok(200), "get-bans");
    }

    @Test
    void shows_nobody_whose_ban_was_lifted() {
        ban(HOST, VIEWER).ok(200);
        world.command(
                        HOST,
                        party,
                        "{\"type\":\"unban\",\"user_id\":\"" + VIEWER.user().value() + "\"}")
                .ok(200);

        assertThat(bans(HOST).ok(200).data().path("bans")).isEmpty();
        world.join(VIEWER, party).ok(200);
    }

    @Test
    void is_for_those_who_moderate() {
        promote(CO_HOST);
        kick(VIEWER, CO_HOST).problem(403, "FORBIDDEN");
        kick(CO_HOST, VIEWER).problem(403, "FORBIDDEN");
        kick(STRANGER, VIEWER).problem(403, "FORBIDDEN");
        bans(CO_HOST).problem(403, "FORBIDDEN");
        bans(STRANGER).problem(403, "FORBIDDEN");

        world.call("PATCH", party.path() + "/settings")
                .as(HOST)
                .body("{\"policy\":{\"moderate\":\"co-host\"}}")
                .send()
                .ok(200);

        bans(CO_HOST).ok(200);
        kick(CO_HOST, HOST).problem(403, "FORBIDDEN");
        kick(CO_HOST, VIEWER).ok(200);
        bans(VIEWER).problem(403, "FORBIDDEN");
    }

    @Test
    void bans_are_not_for_every_reader_of_a_public_party() {
        world.call("PATCH", party.path() + "/settings")
                .as(HOST)
                .body("{\"visibility\":\"public\"}")
                .send()
                .ok(200);

        assertThat(bans(STRANGER).problem(403, "FORBIDDEN").message())
                .isEqualTo("Not a participant of this watch party");
    }

    @Test
    void is_not_done_to_oneself() {
        assertThat(kick(HOST, HOST).problem(400, "INVALID_REQUEST").message()).isEqualTo("Cannot kick yourself");
    }

    @Test
    void needs_somebody_who_is_there() {
        kick(HOST, STRANGER).problem(404, "NOT_FOUND");
        kick(HOST, VIEWER).ok(200);
        kick(HOST, VIEWER).problem(404, "NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | user_id",
                "{\"user_id\":\"x\"} | user_id",
                "{\"user_id\":1} | user_id",
                "{\"user_id\":\"00000001-0000-0000-0000-000000000003\",\"ban\":\"yes\"} | ban",
                "'' | user_id",
            })
    void names_what_is_wrong(String body, String field) {
        assertThat(kick(HOST, body).problem(400, "INVALID_REQUEST").message()).startsWith(field + " ");
    }

    @Test
    void needs_a_token_a_party_and_one_that_goes_on() {
        String unknown = "/api/v1/watch-parties/00000000-0000-0000-0000-000000000099";
        String body = "{\"user_id\":\"" + VIEWER.user().value() + "\"}";

        world.post(party.path() + "/kick").body(body).send().problem(401, "UNAUTHORIZED");
        world.get(party.path() + "/bans").send().problem(401, "UNAUTHORIZED");
        world.post(unknown + "/kick").as(HOST).body(body).send().problem(404, "NOT_FOUND");
        world.get(unknown + "/bans").as(HOST).send().problem(404, "NOT_FOUND");
        world.post(party.path() + "/end").as(HOST).send().ok(200);
        kick(HOST, VIEWER).problem(409, "PARTY_ENDED");
    }
}
