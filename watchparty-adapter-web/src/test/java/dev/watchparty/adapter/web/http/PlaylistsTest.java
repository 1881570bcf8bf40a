package dev.watchparty.adapter.web.http;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaylistsTest {

    private static final String PLAYLISTS = "/api/v1/playlists";
    private static final String ITEM = "{\"title\":\"A\",\"url\":\"https://a.example/a.mp4\",\"kind\":\"mp4\"}";
    private static final String FILMS = """
            {"title":"Films","visibility":"public","items":[
              {"title":"A","url":"https://a.example/a.mp4","kind":"mp4","duration_ms":60000},
              {"title":"B","url":"https://b.example/b.m3u8","kind":"hls","duration_ms":null}]}
            """;

    private final WebWorld world = WebWorld.open();

    @AfterEach
    void close() {
        world.close();
    }

    private Answer create(String json) {
        return world.post(PLAYLISTS).as(HOST).body(json).send();
    }

    private static String path(Answer created) {
        return PLAYLISTS + "/" + created.ok(201).data().path("id").asText();
    }

    @Test
    void are_made() {
        Golden.assertThat(create(FILMS).ok(201), "create-playlist");
    }

    @Test
    void are_private_and_empty_unless_they_say_otherwise() {
        Answer answer = create("{\"title\":\"Later\"}").ok(201);

        assertThat(answer.data().path("visibility").asText()).isEqualTo("private");
        assertThat(answer.data().path("items").isArray()).isTrue();
        assertThat(answer.data().path("items")).isEmpty();
    }

    @Test
    void are_listed_for_their_owner() {
        create(FILMS).ok(201);

        Golden.assertThat(world.get(PLAYLISTS).as(HOST).send().ok(200), "list-playlists");
        assertThat(world.get(PLAYLISTS)
                        .as(VIEWER)
                        .send()
                        .ok(200)
                        .data()
                        .path("playlists")
                        .isArray())
                .isTrue();
        world.get(PLAYLISTS).send().problem(401, "UNAUTHORIZED");
    }

    @ParameterizedTest
    @CsvSource({"public, 200", "private, 403"})
    void are_shown_to_others_if_they_are_public(String visibility, int status) {
        String path = path(create("{\"title\":\"Films\",\"visibility\":\"" + visibility + "\"}"));

        assertThat(world.get(path).send().status()).isEqualTo(status);
        assertThat(world.get(path).as(VIEWER).send().status()).isEqualTo(status);
        assertThat(world.get(path).as(HOST).send().status()).isEqualTo(200);
    }

    @Test
    void are_shown_with_all_their_items() {
        Golden.assertThat(world.get(path(create(FILMS))).send().ok(200), "get-playlist");
    }

    @Test
    void change_in_what_is_named_and_keep_the_rest() {
        Answer created = create(FILMS);
        String second = created.data().path("items").path(1).path("id").asText();

        Answer changed = world.call("PATCH", path(created))
                .as(HOST)
                .body("{\"items\":[{\"id\":\"" + second
                        + "\",\"title\":\"B2\",\"url\":\"https://b.example/b.mpd\",\"kind\":\"dash\"}," + ITEM + "]}")
                .send();

        assertThat(changed.data().path("items").path(0).path("id").asText()).isEqualTo(second);
        Golden.assertThat(changed.ok(200), "change-playlist");
    }

    @Test
    void are_deleted() {
        String path = path(create(FILMS));

        Golden.assertThat(world.call("DELETE", path).as(HOST).send().ok(200), "delete-playlist");

        world.get(path).as(HOST).send().problem(404, "NOT_FOUND");
    }

    @Test
    void are_changed_and_deleted_by_their_owner_alone() {
        String path = path(create(FILMS));

        world.call("PATCH", path).as(VIEWER).body("{\"title\":\"Mine\"}").send().problem(403, "FORBIDDEN");
        world.call("DELETE", path).as(VIEWER).send().problem(403, "FORBIDDEN");
        world.call("DELETE", path).send().problem(401, "UNAUTHORIZED");
        world.call("PATCH", PLAYLISTS + "/00000000-0000-0000-0000-000000000001")
                .as(HOST)
                .body("{}")
                .send()
                .problem(404, "NOT_FOUND");
        world.get(PLAYLISTS + "/x").send().problem(400, "INVALID_REQUEST");
    }

    @Test
    void hold_five_hundred_items_and_no_more() {
        String all = String.join(",", Collections.nCopies(500, ITEM));

        create("{\"title\":\"Films\",\"items\":[" + all + "]}").ok(201);
        Answer answer = create("{\"title\":\"Films\",\"items\":[" + all + "," + ITEM + "]}");

        assertThat(answer.problem(400, "INVALID_REQUEST").message()).startsWith("items ");
    }

    @Test
    void are_thirty_two_a_person_and_no_more() {
        for (int number = 1; number <= 32; number++) {
            create("{\"title\":\"Films\"}").ok(201);
        }

        create("{\"title\":\"Films\"}").problem(409, "PLAYLIST_LIMIT");
    }
}
