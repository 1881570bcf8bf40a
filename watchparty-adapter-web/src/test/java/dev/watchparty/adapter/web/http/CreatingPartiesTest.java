package dev.watchparty.adapter.web.http;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreatingPartiesTest {

    private final WebWorld world = WebWorld.open();

    @AfterEach
    void close() {
        world.close();
    }

    private Answer create(String json) {
        return world.post("/api/v1/watch-parties").as(HOST).body(json).send();
    }

    @Test
    void makes_a_party_with_its_invite_code_and_link() {
        Answer answer = create(
                "{\"title\":\"Friday\",\"visibility\":\"public\",\"max_participants\":50,\"password\":\"пароль\"}");

        Golden.assertThat(answer.ok(201), "create-party");
    }

    @Test
    void makes_a_private_party_of_a_hundred_unless_it_is_told_otherwise() {
        Answer answer = create("{\"title\":\" Friday \",\"visibility\":null,\"unknown\":{\"a\":[1]}}")
                .ok(201);

        assertThat(answer.data().path("party").path("title").asText()).isEqualTo("Friday");
        assertThat(answer.data().path("party").path("visibility").asText()).isEqualTo("private");
        assertThat(answer.data().path("party").path("max_participants").asInt()).isEqualTo(100);
        assertThat(answer.data().path("party").path("has_password").asBoolean()).isFalse();
    }

    @Test
    void links_to_the_address_that_was_asked_when_no_public_one_is_configured() {
        try (WebWorld unconfigured = WebWorld.open(terms -> terms.publicUrl = null)) {
            Answer answer = unconfigured
                    .post("/api/v1/watch-parties")
                    .as(HOST)
                    .body("{\"title\":\"Friday\"}")
                    .send();

            assertThat(answer.data().path("invite_url").asText())
                    .isEqualTo(unconfigured.address() + "/watch-parties/"
                            + answer.data().path("invite_code").asText());
        }
    }

    @Test
    void starts_at_the_first_item_of_its_playlist() {
        Answer playlist = world.post("/api/v1/playlists")
                .as(HOST)
                .body(
                        "{\"title\":\"Films\",\"items\":[{\"title\":\"A\",\"url\":\"https://a.example/a\",\"kind\":\"mp4\"}]}")
                .send()
                .ok(201);

        Answer answer = create("{\"title\":\"Friday\",\"playlist_id\":\""
                        + playlist.data().path("id").asText() + "\"}")
                .ok(201);

        assertThat(answer.data().path("party").path("playlist_id"))
                .isEqualTo(playlist.data().path("id"));
        assertThat(answer.data().path("party").path("current_clip_id"))
                .isEqualTo(playlist.data().path("items").path(0).path("id"));
    }

    @ParameterizedTest
    @CsvSource({"public, 201, ''", "private, 403, FORBIDDEN"})
    void takes_somebody_elses_playlist_only_if_it_is_public(String visibility, int status, String code) {
        Answer playlist = world.post("/api/v1/playlists")
                .as(VIEWER)
                .body("{\"title\":\"Films\",\"visibility\":\"" + visibility + "\"}")
                .send()
                .ok(201);

        Answer answer = create("{\"title\":\"Friday\",\"playlist_id\":\""
                + playlist.data().path("id").asText() + "\"}");

        assertThat(answer.status()).isEqualTo(status);
        if (!code.isEmpty()) answer.problem(status, code);
    }

    @Test
    void knows_no_playlist_that_there_is_not() {
        create("{\"title\":\"Friday\",\"playlist_id\":\"00000000-0000-0000-0000-000000000001\"}")
                .problem(404, "NOT_FOUND");
    }

    @Test
    void never_repeats_a_password() {
        Answer answer =
                create("{\"title\":\"Friday\",\"password\":\"open sesame\"}").ok(201);

        assertThat(answer.data().path("party").path("has_password").asBoolean()).isTrue();
        assertThat(answer.text()).doesNotContain("sesame");
    }
}
