package dev.watchparty.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A party for friends, on the friendships that people made here. */
class PartiesForFriendsTest {

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
    void let_in_whom_the_host_befriended_and_nobody_else() {
        Client ann = Client.guest(server.port(), "Ann");
        Client bo = Client.guest(server.port(), "Bo");
        Client cleo = Client.guest(server.port(), "Cleo");
        JsonNode made = ann.post("/watch-parties", "{\"title\":\"Films\",\"visibility\":\"friends\"}")
                .data();
        String party = "/watch-parties/" + made.path("id").asText();
        String door = "/watch-parties/" + made.path("invite_code").asText() + "/join";
        assertThat(bo.get(party).status()).isEqualTo(403);
        assertThat(bo.post(door, "").errorCode()).isEqualTo("FORBIDDEN");

        assertThat(ask(bo, ann).status()).isEqualTo(201);
        assertThat(bo.get(party).status()).isEqualTo(403);
        assertThat(ann.post("/friends/" + bo.userId() + "/accept", "").status()).isEqualTo(200);

        assertThat(bo.get(party).status()).isEqualTo(200);
        assertThat(bo.post(door, "").status()).isEqualTo(200);
        assertThat(cleo.post(door, "").errorCode()).isEqualTo("FORBIDDEN");
        assertThat(ask(cleo, bo).status()).isEqualTo(201);
        assertThat(ask(bo, cleo).data().path("status").asText()).isEqualTo("friends");
        assertThat(cleo.post(door, "").errorCode()).isEqualTo("FORBIDDEN");
    }

    @Test
    void shut_out_whom_the_host_parted_from() {
        Client ann = Client.guest(server.port(), "Ann");
        Client bo = Client.guest(server.port(), "Bo");
        JsonNode made = ann.post("/watch-parties", "{\"title\":\"Films\",\"visibility\":\"friends\"}")
                .data();
        String party = "/watch-parties/" + made.path("id").asText();
        ask(ann, bo);
        ask(bo, ann);
        assertThat(bo.get(party).status()).isEqualTo(200);

        assertThat(ann.delete("/friends/" + bo.userId()).status()).isEqualTo(200);

        assertThat(bo.get(party).status()).isEqualTo(403);
    }

    private static Client.Answer ask(Client asker, Client asked) {
        return asker.post("/friends", "{\"user_id\":\"" + asked.userId() + "\"}");
    }
}
