package dev.watchparty.adapter.web.http;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.presence.DriftReading;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingPartiesTest {

    /**
     * Who looks: Ann leads the party, Cleo is in it, Bo is a friend of Ann's, Dan is nobody's; others are anonymous.
     */
    private static final Map<String, Participant> READERS =
            Map.of("host", HOST, "member", VIEWER, "friend", CO_HOST, "stranger", STRANGER);

    private final WebWorld world = WebWorld.open();

    @AfterEach
    void close() {
        world.close();
    }

    private Answer look(String path, String reader) {
        Participant person = READERS.get(reader);
        Call call = world.get(path);
        return (person == null ? call : call.as(person)).send();
    }

    @Test
    void shows_all_of_it() {
        WebWorld.Made party = world.party(HOST, ",\"visibility\":\"public\"");
        world.clock.advance(Duration.ofSeconds(1));
        world.join(VIEWER, party).ok(200);
        world.clock.advance(Duration.ofSeconds(1));

        Golden.assertThat(look(party.path(), "anonymous").ok(200), "get-party");
    }

    @Test
    void shows_who_is_in_it() {
        WebWorld.Made party = world.party(HOST, ",\"visibility\":\"public\"");
        world.clock.advance(Duration.ofSeconds(1));
        world.join(VIEWER, party).ok(200);
        world.join(STRANGER, party).ok(200);
        world.call("DELETE", party.path() + "/leave").as(STRANGER).send().ok(200);

        Golden.assertThat(look(party.path() + "/participants", "anonymous").ok(200), "get-participants");
    }

    @Test
    void shows_one_that_is_over() {
        WebWorld.Made party = world.party(HOST, ",\"visibility\":\"public\"");
        world.clock.advance(Duration.ofSeconds(1));
        world.post(party.path() + "/end").as(HOST).send().ok(200);

        Golden.assertThat(look(party.path(), "anonymous").ok(200), "get-ended-party");
    }

    @Test
    void shows_how_those_fare_who_are_connected() {
        WebWorld.Made party = world.party(HOST, ",\"visibility\":\"public\"");
        world.clock.advance(Duration.ofSeconds(1));
        world.join(VIEWER, party).ok(200);
        world.command(
                        HOST,
                        party,
                        "{\"type\":\"mute\",\"user_id\":\"" + VIEWER.user().value() + "\"}")
                .ok(200);
        ParticipantStatus measured = ParticipantStatus.NEW
                .withHidden(true)
                .withBuffering(true)
                .measured(world.clock.instant(), new DriftReading(Duration.ofMillis(-12), Duration.ofMillis(30)));
        world.presence.post(new PartyId(UUID.fromString(party.id())), Map.of(VIEWER.user(), measured));

        Golden.assertThat(look(party.path() + "/participants", "anonymous").ok(200), "get-participants-statuses");
    }

    /** For each reader: N may not read, r may read, R may read and is told the code. */
    @ParameterizedTest
    @CsvSource({
        // visibility, password, host, member, friend, stranger, anonymous
        "public,  '',     R, R, R, R, R",
        "friends, '',     R, R, R, N, N",
        "invite,  '',     R, R, N, N, N",
        "private, '',     R, R, N, N, N",
        "public,  sesame, R, R, N, N, N",
        "friends, sesame, R, R, N, N, N",
        "invite,  sesame, R, R, N, N, N",
        "private, sesame, R, R, N, N, N",
    })
    void by_id_is_for_those_who_may(
            String visibility,
            String password,
            String host,
            String member,
            String friend,
            String stranger,
            String anonymous) {
        WebWorld.Made party = partyWithCleo(visibility, password);

        assertThat(reading(party.path(), "host")).isEqualTo(host);
        assertThat(reading(party.path(), "member")).isEqualTo(member);
        assertThat(reading(party.path(), "friend")).isEqualTo(friend);
        assertThat(reading(party.path(), "stranger")).isEqualTo(stranger);
        assertThat(reading(party.path(), "anonymous")).isEqualTo(anonymous);
        assertThat(reading(party.path() + "/participants", "stranger")).isEqualTo(stranger.replace('R', 'r'));
    }

    @ParameterizedTest
    @CsvSource({
        "public,  '',     R, R, R, R, R",
        "friends, '',     R, R, R, N, N",
        "invite,  '',     R, R, R, R, R",
        "private, '',     R, R, N, N, N",
        "invite,  sesame, R, R, N, N, N",
    })
    void by_code_is_for_those_whom_the_code_admits(
            String visibility,
            String password,
            String host,
            String member,
            String friend,
            String stranger,
            String anonymous) {
        WebWorld.Made party = partyWithCleo(visibility, password);
        String path = "/api/v1/watch-parties/" + party.code();

        assertThat(reading(path, "host")).isEqualTo(host);
        assertThat(reading(path, "member")).isEqualTo(member);
        assertThat(reading(path, "friend")).isEqualTo(friend);
        assertThat(reading(path, "stranger")).isEqualTo(stranger);
        assertThat(reading(path, "anonymous")).isEqualTo(anonymous);
    }

    private WebWorld.Made partyWithCleo(String visibility, String password) {
        world.friends.befriend(HOST.user(), CO_HOST.user());
        world.friends.befriend(HOST.user(), VIEWER.user());
        String more = ",\"visibility\":\"" + visibility + "\"";
        WebWorld.Made party =
                world.party(HOST, password.isEmpty() ? more : more + ",\"password\":\"" + password + "\"");
        world.post("/api/v1/watch-parties/" + party.code() + "/join")
                .as(VIEWER)
                .body(password.isEmpty() ? "" : "{\"password\":\"" + password + "\"}")
                .send()
                .ok(200);
        return party;
    }

    private String reading(String path, String reader) {
        Answer answer = look(path, reader);
        if (answer.status() == 403) {
            answer.problem(403, "FORBIDDEN");
            return "N";
        }
        return answer.ok(200).data().has("invite_code") ? "R" : "r";
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-0000-0000-000000000001", "AAAAAA", "OOOOOO", "nobody"})
    void of_nothing_is_404(String name) {
        look("/api/v1/watch-parties/" + name, "host").problem(404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-1-1-1-1", "00000000-0000-0000-0000-00000000000g", "AAAAA", "%00", "%E2%82%AC"})
    void by_a_malformed_id_is_400(String name) {
        look("/api/v1/watch-parties/" + name, "host").problem(400, "INVALID_REQUEST");
        look("/api/v1/watch-parties/" + name + "/participants", "host").problem(400, "INVALID_REQUEST");
    }

    @Test
    void head_is_as_get_without_the_body() {
        WebWorld.Made party = world.party(HOST, "");

        Answer refused = world.call("HEAD", party.path()).send();
        Answer shown = world.call("HEAD", party.path()).as(HOST).send();

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.bytes()).isEmpty();
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.bytes()).isEmpty();
    }
}
