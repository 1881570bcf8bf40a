package dev.watchparty.adapter.web.http;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchparty.adapter.web.wire.Json;
import dev.watchparty.adapter.web.wire.SettingsChangeJson;
import dev.watchparty.adapter.web.wire.SettingsJson;
import dev.watchparty.domain.participant.Participant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangingSettingsTest {

    private final WebWorld world = WebWorld.open();
    private final WebWorld.Made party = world.party(HOST, ",\"visibility\":\"public\"");

    @AfterEach
    void close() {
        world.close();
    }

    private Answer change(Participant person, String body) {
        return world.call("PATCH", party.path() + "/settings")
                .as(person)
                .body(body)
                .send();
    }

    private SettingsJson settings() {
        return SettingsJson.of(world.stored(party));
    }

    @Test
    void is_confirmed() {
        Golden.assertThat(change(HOST, "{\"title\":\"Saturday\"}").ok(200), "change-settings");
        JsonNode shown = world.get(party.path()).send().ok(200).data();
        assertThat(shown.path("title").asText()).isEqualTo("Saturday");
    }

    @Test
    void changes_what_is_named_and_nothing_else() {
        SettingsJson before = settings();

        change(HOST, "{\"visibility\":\"invite\",\"max_participants\":7,\"history\":\"members-since-join\"}")
                .ok(200);

        SettingsJson after = settings();
        assertThat(after.visibility()).isEqualTo("invite");
        assertThat(after.maxParticipants()).isEqualTo(7);
        assertThat(after.history()).isEqualTo("members-since-join");
        assertThat(after.title()).isEqualTo(before.title());
        assertThat(after.waiting()).isEqualTo(before.waiting());
        assertThat(after.policy()).isEqualTo(before.policy());
    }

    @Test
    void changes_one_matter_of_waiting() {
        change(HOST, "{\"waiting\":{\"enabled\":true,\"deadline_ms\":5000}}").ok(200);
        change(HOST, "{\"waiting\":{\"quorum_percent\":50}}").ok(200);

        assertThat(settings().waiting()).isEqualTo(new SettingsJson.WaitingJson(/* enabled= */ true, 5000, 50, 60_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"host-only", "co-hosts", "anyone-may-pause", "everyone"})
    void takes_a_policy_by_its_name(String preset) {
        change(HOST, "{\"policy\":\"" + preset + "\"}").ok(200);

        assertThat(settings().policyPreset()).isEqualTo(preset);
    }

    @Test
    void takes_some_of_a_policy() {
        change(HOST, "{\"policy\":{\"pause\":\"viewer\",\"chat\":\"co-host\",\"seek\":null,\"dance\":1}}")
                .ok(200);

        assertThat(settings().policy())
                .containsEntry("pause", "viewer")
                .containsEntry("chat", "co-host")
                .containsEntry("seek", "co-host")
                .doesNotContainKey("dance");
        assertThat(settings().policyPreset()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"password\":\"\"}", "{\"password\":null}"})
    void sets_a_password_keeps_it_and_clears_it(String clear) {
        change(HOST, "{\"password\":\"sesame\"}").ok(200);
        change(HOST, "{\"title\":\"Saturday\"}").ok(200);
        world.join(VIEWER, party).problem(403, "PASSWORD_REQUIRED");

        change(HOST, clear).ok(200);

        world.join(VIEWER, party).ok(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"title\":null,\"policy\":null,\"waiting\":null}", "{\"unknown\":1}"})
    void of_nothing_is_no_mistake(String body) {
        SettingsJson before = settings();

        change(HOST, body).ok(200);

        assertThat(settings()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\":\"\"} | title",
                "{\"title\":1} | title",
                "{\"visibility\":\"hidden\"} | visibility",
                "{\"password\":\"abc\"} | password",
                "{\"password\":1234} | password",
                "{\"password\":[\"sesame\"]} | password",
                "{\"password\":\"\\ud800abc\"} | password",
                "{\"max_participants\":1} | max_participants",
                "{\"max_participants\":\"5\"} | max_participants",
                "{\"history\":\"some\"} | history",
                "{\"waiting\":true} | waiting",
                "{\"waiting\":{\"enabled\":\"yes\"}} | waiting.enabled",
                "{\"waiting\":{\"deadline_ms\":999}} | waiting.deadline_ms",
                "{\"waiting\":{\"deadline_ms\":60001}} | waiting.deadline_ms",
                "{\"waiting\":{\"deadline_ms\":9223372036854775807}} | waiting.deadline_ms",
                "{\"waiting\":{\"quorum_percent\":0}} | waiting.quorum_percent",
                "{\"waiting\":{\"quorum_percent\":101}} | waiting.quorum_percent",
                "{\"waiting\":{\"budget_ms\":-1}} | waiting.budget_ms",
                "{\"waiting\":{\"budget_ms\":600001}} | waiting.budget_ms",
                "{\"policy\":\"anarchy\"} | policy",
                "{\"policy\":7} | policy",
                "{\"policy\":{\"pause\":\"guest\"}} | policy.pause",
                "{\"policy\":{\"pause\":7}} | policy.pause",
                "{\"policy\":{\"moderate\":\"viewer\"}} | policy",
                "[] | body",
                "{ | body",
            })
    void names_what_is_wrong(String body, String field) {
        Answer answer = change(HOST, body).problem(400, "INVALID_REQUEST");

        assertThat(answer.message()).startsWith(field + " ");
        assertThat(answer.text()).doesNotContain("sesame");
    }

    @Test
    void keeps_room_for_those_who_are_there() {
        world.join(VIEWER, party).ok(200);
        world.join(CO_HOST, party).ok(200);

        assertThat(change(HOST, "{\"max_participants\":2}")
                        .problem(400, "INVALID_REQUEST")
                        .message())
                .startsWith("max_participants");
        change(HOST, "{\"max_participants\":3}").ok(200);
    }

    @Test
    void is_for_the_host() {
        world.join(VIEWER, party).ok(200);

        assertThat(change(VIEWER, "{}").problem(403, "FORBIDDEN").message())
                .isEqualTo("Only the host can update party settings");
        assertThat(change(STRANGER, "{\"password\":\"sesame\"}")
                        .problem(403, "FORBIDDEN")
                        .message())
                .isEqualTo("Only the host can update party settings");
        world.call("PATCH", party.path() + "/settings").body("{}").send().problem(401, "UNAUTHORIZED");
    }

    @Test
    void needs_a_party_that_goes_on() {
        world.call("PATCH", "/api/v1/watch-parties/00000000-0000-0000-0000-000000000099/settings")
                .as(HOST)
                .body("{}")
                .send()
                .problem(404, "NOT_FOUND");
        world.post(party.path() + "/end").as(HOST).send().ok(200);
        change(HOST, "{\"title\":\"Saturday\"}").problem(409, "PARTY_ENDED");
    }

    @Test
    void is_not_written_down_with_the_password() {
        String body = "{\"password\":\"sesame\"}";

        String printed = Json.read(body, SettingsChangeJson.class, form -> form + " " + form.toWish());

        assertThat(printed).doesNotContain("sesame");
    }
}
