package dev.watchparty.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two people and a party, from its making to its end. */
class PartyLifeTest {

    private static WatchParty server;

    @BeforeAll
    static void start() {
        server = Servers.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void two_people_watch_a_playlist_to_its_end() {
        Client ann = Client.guest(server.port(), "Ann");
        Client bo = Client.guest(server.port(), "Bo");
        JsonNode playlist = ann.post("/playlists", """
                        {"title":"Short films","visibility":"private","items":[
                         {"title":"One","url":"https://example.org/1.mp4","kind":"mp4","duration_ms":60000},
                         {"title":"Two","url":"https://example.org/2.mp4","kind":"mp4","duration_ms":900}]}""").data();
        String one = playlist.path("items").path(0).path("id").asText();
        String two = playlist.path("items").path(1).path("id").asText();
        JsonNode made = ann.post(
                        "/watch-parties",
                        "{\"title\":\"Films\",\"playlist_id\":\""
                                + playlist.path("id").asText() + "\"}")
                .data();
        String id = made.path("id").asText();
        assertThat(made.path("party").path("current_clip_id").asText()).isEqualTo(one);
        assertThat(bo.get("/watch-parties/" + id).status()).isEqualTo(403);
        assertThat(bo.post("/watch-parties/" + made.path("invite_code").asText() + "/join", "")
                        .status())
                .isEqualTo(200);
        Socket host = ann.connect(id);
        Socket viewer = bo.connect(id);

        viewer.send("pause", "\"command_id\":\"b1\"");
        JsonNode refusal = viewer.next("error");
        assertThat(refusal.path("code").asText()).isEqualTo("UNAUTHORIZED_COMMAND");
        assertThat(refusal.path("command_id").asText()).isEqualTo("b1");

        host.send("seek", "\"position\":12.345");
        assertThat(viewer.next("seek").path("position_ms").asLong()).isEqualTo(12_345);
        host.send("seek", "\"position\":3600");
        assertThat(host.next("error").path("code").asText()).isEqualTo("INVALID_COMMAND");

        host.send("skip");
        JsonNode skip = viewer.next("skip");
        assertThat(skip.path("clip_id").asText()).isEqualTo(two);
        assertThat(skip.path("is_playing").asBoolean()).isTrue();
        JsonNode end = viewer.next("pause");
        assertThat(end.path("position_ms").asLong()).isEqualTo(900);
        assertThat(end.path("version").asLong()).isEqualTo(skip.path("version").asLong() + 1);
        assertThat(end.has("actor")).isFalse();

        assertThat(bo.delete("/watch-parties/" + id + "/leave").status()).isEqualTo(200);
        assertThat(viewer.next("closing").path("reason").asText()).isEqualTo("left");
        assertThat(viewer.closeCode()).isEqualTo(1000);
        assertThat(host.next("participant-left").path("user_id").asText()).isEqualTo(bo.userId());

        assertThat(bo.post("/watch-parties/" + id + "/end", "").status()).isEqualTo(403);
        assertThat(ann.post("/watch-parties/" + id + "/end", "").status()).isEqualTo(200);
        host.next("party-ended");
        assertThat(host.closeCode()).isEqualTo(4004);
        assertThat(ann.post("/watch-parties/" + id + "/end", "").status()).isEqualTo(200);
        JsonNode over = ann.get("/watch-parties/" + id).data();
        assertThat(over.path("ended_at").asText()).isNotEmpty();
    }

    @Test
    void who_comes_back_with_the_last_version_is_told_exactly_what_was_missed() {
        Client ann = Client.guest(server.port(), "Ann");
        String id = ann.post("/watch-parties", "{\"title\":\"Gaps\"}")
                .data()
                .path("id")
                .asText();
        Socket first = ann.connect(id);
        first.send("seek", "\"position\":1");
        long seen = first.next("seek").path("version").asLong();
        Socket other = ann.connect(id);
        first.abort();
        List<JsonNode> missed = new ArrayList<>();
        for (int position = 2; position <= 6; position++) {
            other.send("seek", "\"position\":" + position);
            missed.add(other.next("seek"));
        }

        Socket again = ann.connect(id, "?since=" + seen);

        assertThat(missed).allSatisfy(event -> assertThat(again.next()).isEqualTo(event));
    }
}
