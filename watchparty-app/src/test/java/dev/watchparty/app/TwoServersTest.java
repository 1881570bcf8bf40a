package dev.watchparty.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One party on two servers that share nothing but the database. */
class TwoServersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static WatchParty one;
    private static WatchParty other;

    @BeforeAll
    static void start() {
        one = Servers.start();
        other = Servers.start();
    }

    @AfterAll
    static void stop() {
        other.close();
        one.close();
    }

    @Test
    void who_is_put_out_on_one_may_do_nothing_more_on_the_other() {
        Client ann = Client.guest(one.port(), "Ann");
        Client bo = Client.guest(other.port(), "Bo");
        JsonNode made = ann.post("/watch-parties", "{\"title\":\"Two\",\"visibility\":\"public\"}")
                .data();
        String id = made.path("id").asText();
        String door = "/watch-parties/" + made.path("invite_code").asText() + "/join";
        assertThat(bo.post(door, "").status()).isEqualTo(200);
        Socket host = ann.connect(id);
        Socket viewer = bo.connect(id);
        viewer.does("chat", "\"message\":\"hello from over there\"");

        host.does("kick", "\"user_id\":\"" + bo.userId() + "\"", "\"ban\":true");

        assertThat(bo.refusalToConnect(id)).isEqualTo(403);
        assertThat(viewer.ask("chat", "\"message\":\"still here\"").path("code").asText())
                .isEqualTo("UNAUTHORIZED_COMMAND");
        assertThat(bo.post("/watch-parties/" + id + "/messages", "{\"message\":\"and by request\"}")
                        .status())
                .isEqualTo(403);
        assertThat(bo.post(door, "").errorCode()).isEqualTo("BANNED");
        assertThat(ann.get("/watch-parties/" + id + "/messages")
                        .data()
                        .path("messages")
                        .findValuesAsText("message"))
                .containsExactly("hello from over there");
    }

    @Test
    void each_shows_who_is_connected_to_the_other() {
        Client ann = Client.guest(one.port(), "Ann");
        Client bo = Client.guest(other.port(), "Bo");
        JsonNode made = ann.post("/watch-parties", "{\"title\":\"Two\"}").data();
        String id = made.path("id").asText();
        bo.post("/watch-parties/" + made.path("invite_code").asText() + "/join", "");
        ann.connect(id);
        Socket viewer = bo.connect(id);

        await().atMost(PATIENCE).until(() -> connected(ann, id), both -> both.size() == 2);
        await().atMost(PATIENCE).until(() -> connected(bo, id), both -> both.size() == 2);

        viewer.abort();

        await().atMost(PATIENCE).until(() -> connected(ann, id), Set.of(ann.userId())::equals);
    }

    private static Set<String> connected(Client reader, String id) {
        Set<String> connected = new TreeSet<>();
        for (JsonNode participant :
                reader.get("/watch-parties/" + id + "/participants").data().path("participants")) {
            if (participant.path("connected").asBoolean())
                connected.add(participant.path("user_id").asText());
        }
        return connected;
    }
}
