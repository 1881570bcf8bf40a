package dev.watchparty.adapter.web.http;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.Parties;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoiningPartiesTest {

    private final WebWorld world = WebWorld.open();

    @AfterEach
    void close() {
        world.close();
    }

    private Answer join(Participant person, WebWorld.Made party, String body) {
        return world.post("/api/v1/watch-parties/" + party.code() + "/join")
                .as(person)
                .body(body)
                .send();
    }

    @Test
    void shows_the_party_with_who_is_in_it() {
        WebWorld.Made party = world.party(HOST, "");
        world.presence.post(new PartyId(UUID.fromString(party.id())), Map.of(HOST.user(), ParticipantStatus.NEW));
        world.clock.advance(Duration.ofSeconds(90));

        Golden.assertThat(world.join(VIEWER, party).ok(200), "join-party");
    }

    @Test
    void takes_the_code_in_lower_case() {
        WebWorld.Made party = world.party(HOST, "");

        world.join(VIEWER, new WebWorld.Made(party.id(), party.code().toLowerCase(Locale.ROOT)))
                .ok(200);
    }

    @Test
    void needs_no_body_and_takes_an_empty_password_for_none() {
        WebWorld.Made party = world.party(HOST, "");

        join(VIEWER, party, "").ok(200);
        join(CO_HOST, party, "{\"password\":\"\"}").ok(200);
        join(STRANGER, party, "{\"password\":null}").ok(200);
    }

    @Test
    void twice_is_once() {
        WebWorld.Made party = world.party(HOST, "");
        JsonNode first = world.join(VIEWER, party).ok(200).data();

        JsonNode second = world.join(VIEWER, party).ok(200).data();

        assertThat(second).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"AAAAAA", "AAAAA0", "AAAAAAA", "00000000-0000-0000-0000-000000000001", "%20"})
    void knows_no_other_code(String code) {
        Answer answer =
                world.post("/api/v1/watch-parties/" + code + "/join").as(VIEWER).send();

        assertThat(answer.problem(404, "NOT_FOUND").message()).isEqualTo("Watch party not found or has ended");
    }

    @Test
    void is_over_with_the_party() {
        WebWorld.Made party = world.party(HOST, "");
        world.post(party.path() + "/end").as(HOST).send().ok(200);

        world.join(VIEWER, party).problem(404, "NOT_FOUND");
    }

    @Test
    void needs_the_password_where_there_is_one() {
        WebWorld.Made party = world.party(HOST, ",\"password\":\"open sesame\"");

        world.join(VIEWER, party).problem(403, "PASSWORD_REQUIRED");
        join(VIEWER, party, "{\"password\":\"x\"}").problem(403, "INVALID_PASSWORD");
        Answer wrong = join(VIEWER, party, "{\"password\":\"open barley\"}").problem(403, "INVALID_PASSWORD");
        join(VIEWER, party, "{\"password\":\"open sesame\"}").ok(200);
        world.join(VIEWER, party).ok(200);
        assertThat(wrong.text()).doesNotContain("barley").doesNotContain("sesame");
    }

    @Test
    void of_a_party_of_friends_is_for_friends() {
        WebWorld.Made party = world.party(HOST, ",\"visibility\":\"friends\"");
        world.friends.befriend(HOST.user(), CO_HOST.user());

        world.join(VIEWER, party).problem(403, "FORBIDDEN");
        world.join(CO_HOST, party).ok(200);
    }

    /**
     * What comes of joining with the code, by visibility and password: for a friend of the host, and for a stranger.
     */
    @ParameterizedTest
    @CsvSource({
        // visibility, password, friend, stranger, friend with the password, stranger with it
        "public,  '',     200, 200, 200, 200",
        "friends, '',     200, 403, 200, 403",
        "invite,  '',     200, 200, 200, 200",
        "private, '',     200, 200, 200, 200",
        "public,  sesame, 403, 403, 200, 200",
        "friends, sesame, 403, 403, 200, 403",
        "invite,  sesame, 403, 403, 200, 200",
        "private, sesame, 403, 403, 200, 200",
    })
    void is_for_those_who_may(
            String visibility, String password, int friend, int stranger, int friendKnowing, int strangerKnowing) {
        world.friends.befriend(HOST.user(), CO_HOST.user());
        String more = ",\"visibility\":\"" + visibility + "\"";
        WebWorld.Made party =
                world.party(HOST, password.isEmpty() ? more : more + ",\"password\":\"" + password + "\"");
        String knowing = "{\"password\":\"" + password + "\"}";

        assertThat(world.join(CO_HOST, party).status()).isEqualTo(friend);
        assertThat(world.join(STRANGER, party).status()).isEqualTo(stranger);
        assertThat(join(CO_HOST, party, knowing).status()).isEqualTo(friendKnowing);
        assertThat(join(STRANGER, party, knowing).status()).isEqualTo(strangerKnowing);
    }

    @Test
    void ends_when_the_party_is_full() {
        WebWorld.Made party = world.party(HOST, ",\"max_participants\":2");
        world.join(VIEWER, party).ok(200);

        Answer answer = world.join(STRANGER, party);

        assertThat(answer.problem(403, "PARTY_FULL").message()).isEqualTo("party is full: 2/2 participants");
    }

    @Test
    void needs_a_token() {
        WebWorld.Made party = world.party(HOST, "");

        world.post("/api/v1/watch-parties/" + party.code() + "/join").send().problem(401, "UNAUTHORIZED");
    }

    @Test
    void by_two_hundred_at_once_leaves_ten_in_a_party_of_ten() throws Exception {
        WebWorld.Made party = world.party(HOST, ",\"max_participants\":10,\"visibility\":\"public\"");
        ExecutorService crowd = Executors.newFixedThreadPool(50);

        List<Future<Answer>> answers = IntStream.rangeClosed(1, 200)
                .mapToObj(number -> crowd.submit(() -> world.join(Parties.guest(number), party)))
                .toList();
        int let = 0;
        for (Future<Answer> answer : answers) {
            if (answer.get().status() == 200) {
                let++;
            } else {
                answer.get().problem(403, "PARTY_FULL");
            }
        }
        crowd.shutdown();

        assertThat(let).isEqualTo(9);
        assertThat(world.get(party.path() + "/participants")
                        .send()
                        .data()
                        .path("count")
                        .asInt())
                .isEqualTo(10);
    }
}
