package dev.watchparty.adapter.web.http;

import static dev.watchparty.adapter.web.RoleTable.EVE;
import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchparty.adapter.web.RoleTable;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.Version;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandingOverRestTest {

    private static final String NOBODY = "00000000-0000-0000-0000-000000000099";

    private final WebWorld world = WebWorld.open();

    @AfterEach
    void close() {
        world.close();
    }

    private WebWorld.Made party() {
        JsonNode playlist = world.playlist(HOST);
        return world.party(HOST, ",\"playlist_id\":\"" + playlist.path("id").asText() + "\",\"visibility\":\"public\"");
    }

    private WebWorld.Made partyOfAll() {
        WebWorld.Made party = party();
        world.join(CO_HOST, party).ok(200);
        world.join(VIEWER, party).ok(200);
        world.join(EVE, party).ok(200);
        world.command(HOST, party, "{\"type\":\"role\",\"user_id\":\"" + id(CO_HOST) + "\",\"role\":\"co-host\"}")
                .ok(200);
        return party;
    }

    private static String id(Participant person) {
        return person.user().value().toString();
    }

    @Test
    void answers_with_the_version_that_the_party_came_to() {
        Golden.assertThat(
                world.command(HOST, party(), "{\"type\":\"play\",\"position\":2.5}")
                        .ok(200),
                "command");
    }

    @ParameterizedTest
    @MethodSource("dev.watchparty.adapter.web.RoleTable#rows")
    void does_what_the_role_allows(RoleTable.Row row) {
        assertThat(RoleTable.PEOPLE).filteredOn(person -> isObeyed(person, row)).isEqualTo(row.allowed());
    }

    private boolean isObeyed(Participant person, RoleTable.Row row) {
        WebWorld.Made party = partyOfAll();
        String message = world.post(party.path() + "/messages")
                .as(EVE)
                .body("{\"message\":\"hi\"}")
                .send()
                .ok(201)
                .data()
                .path("id")
                .asText();
        RoleTable.Things things = new RoleTable.Things(WebWorld.clip("C"), second(party), suggested(party), message);
        Version before = world.stored(party).version();
        Answer answer = world.command(person, party, row.json(things, ""));
        if (answer.status() == 200) return true;
        answer.problem(403, "FORBIDDEN");
        assertThat(world.stored(party).version()).isEqualTo(before);
        return false;
    }

    private String second(WebWorld.Made party) {
        String playlist =
                world.get(party.path()).send().data().path("playlist_id").asText();
        return world.get("/api/v1/playlists/" + playlist)
                .send()
                .data()
                .path("items")
                .path(1)
                .path("id")
                .asText();
    }

    private String suggested(WebWorld.Made party) {
        world.command(EVE, party, "{\"type\":\"suggest\",\"item\":" + WebWorld.clip("C") + "}")
                .ok(200);
        return world.suggestions(party).get(0);
    }

    @Test
    void is_done_once_however_often_it_comes_with_the_same_id() {
        WebWorld.Made party = party();
        String command = "{\"type\":\"chat\",\"message\":\"hi\",\"command_id\":\"a1\"}";

        Answer first = world.command(HOST, party, command).ok(200);
        world.command(HOST, party, "{\"type\":\"play\"}").ok(200);
        Answer again = world.command(HOST, party, command).ok(200);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(world.get(party.path() + "/messages")
                        .as(HOST)
                        .send()
                        .data()
                        .path("count")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"typing\",\"is_typing\":true}",
                "{\"type\":\"clock\",\"t0\":1}",
                "{\"type\":\"sync-request\"}",
                "{\"type\":\"refresh-token\",\"token\":\"x\"}",
                "{\"type\":\"status\",\"buffering\":true}",
                "{\"type\":\"dance\"}",
                "{\"type\":7}",
                "{\"type\":\"seek\"}",
                "{\"type\":\"seek\",\"position\":-1}",
                "{\"type\":\"seek\",\"position\":1e999}",
                "{\"type\":\"chat\",\"message\":\"\"}",
                "{\"type\":\"play\",\"party_id\":\"" + NOBODY + "\"}",
                "{\"type\":\"play\"} {}",
                "[]",
                "{",
                ""
            })
    void is_refused_if_it_is_malformed_or_means_something_over_sockets_only(String command) {
        world.command(HOST, party(), command).problem(400, "INVALID_REQUEST");
    }

    @Test
    void is_refused_if_it_is_no_text_or_too_long() {
        WebWorld.Made party = party();

        world.post(party.path() + "/commands")
                .as(HOST)
                .body(new byte[] {'"', (byte) 0xff})
                .send()
                .problem(400, "INVALID_REQUEST");
        world.command(HOST, party, " ".repeat(Bodies.BYTES_MAX + 1)).problem(413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void names_the_party_if_it_likes() {
        WebWorld.Made party = party();

        world.command(HOST, party, "{\"type\":\"play\",\"party_id\":\"" + party.id() + "\",\"timestamp\":1.5}")
                .ok(200);
    }

    @Test
    void needs_a_token_a_party_and_one_that_goes_on() {
        WebWorld.Made party = party();
        String play = "{\"type\":\"play\"}";

        world.post(party.path() + "/commands").body(play).send().problem(401, "UNAUTHORIZED");
        world.command(HOST, new WebWorld.Made(NOBODY, ""), play).problem(404, "NOT_FOUND");
        world.command(HOST, new WebWorld.Made("x", ""), play).problem(400, "INVALID_REQUEST");
        world.post(party.path() + "/end").as(HOST).send().ok(200);
        world.command(HOST, party, play).problem(409, "PARTY_ENDED");
    }

    @Test
    void about_what_is_not_there_is_404() {
        WebWorld.Made party = party();

        world.command(HOST, party, "{\"type\":\"skip\",\"clip_id\":\"" + NOBODY + "\"}")
                .problem(404, "NOT_FOUND");
        world.command(HOST, party, "{\"type\":\"kick\",\"user_id\":\"" + NOBODY + "\"}")
                .problem(404, "NOT_FOUND");
        world.command(HOST, party, "{\"type\":\"accept-suggestion\",\"clip_id\":\"" + NOBODY + "\"}")
                .problem(404, "NOT_FOUND");
        world.command(HOST, party, "{\"type\":\"delete-message\",\"message_id\":\"" + NOBODY + "\"}")
                .problem(404, "NOT_FOUND");
    }
}
