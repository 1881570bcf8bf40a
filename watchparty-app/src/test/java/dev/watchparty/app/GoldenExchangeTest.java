package dev.watchparty.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The exchange of the protocol's page, over real sockets and a real database. */
class GoldenExchangeTest {

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
    void is_as_the_protocol_tells_it() {
        Client ann = Client.guest(server.port(), "Ann");
        Client bo = Client.guest(server.port(), "Bo");

        Client.Answer created =
                ann.post("/watch-parties", "{\"title\":\"Friday\",\"visibility\":\"public\",\"max_participants\":50}");
        assertThat(created.status()).isEqualTo(201);
        String id = created.data().path("id").asText();
        String code = created.data().path("invite_code").asText();
        assertThat(created.data().path("invite_url").asText()).endsWith("/watch-parties/" + code);
        JsonNode party = created.data().path("party");
        assertThat(party.path("host_user_id").asText()).isEqualTo(ann.userId());
        assertThat(party.path("current_position_seconds").isInt()).isTrue();
        assertThat(party.path("is_playing").asBoolean(true)).isFalse();
        assertThat(party.path("max_participants").asInt()).isEqualTo(50);
        assertThat(party.has("started_at")).isFalse();

        Client.Answer joined = bo.post("/watch-parties/" + code.toLowerCase(Locale.ROOT) + "/join", "");
        assertThat(joined.status()).isEqualTo(200);
        assertThat(joined.data().path("party").path("started_at").asText()).isNotEmpty();
        assertThat(joined.data().path("party").path("participants")).hasSize(2);
        assertThat(joined.data()
                        .path("party")
                        .path("participants")
                        .path(0)
                        .path("role")
                        .asText())
                .isEqualTo("host");
        assertThat(joined.data()
                        .path("party")
                        .path("participants")
                        .path(1)
                        .path("role")
                        .asText())
                .isEqualTo("viewer");

        Socket host = ann.connect(id);
        host.send("sync-request");
        JsonNode sync = host.next();
        assertThat(sync.path("type").asText()).isEqualTo("sync");
        assertThat(sync.path("position").asInt(-1)).isZero();
        assertThat(sync.path("is_playing").asBoolean(true)).isFalse();
        assertThat(sync.path("version").asLong()).isEqualTo(3);

        Socket viewer = bo.connect(id);

        host.send("play", "\"command_id\":\"a1\"");
        JsonNode play = viewer.next("play");
        assertThat(play.path("version").asLong()).isEqualTo(4);
        assertThat(play.path("is_playing").asBoolean()).isTrue();
        assertThat(play.path("effective_at_ms").asLong())
                .isGreaterThanOrEqualTo(play.path("server_time_ms").asLong() + 150);
        assertThat(host.next("play")).isEqualTo(play);

        host.send("play", "\"command_id\":\"a1\"");
        JsonNode ack = host.next("ack");
        assertThat(ack.path("command_id").asText()).isEqualTo("a1");
        assertThat(ack.path("version").asLong()).isEqualTo(4);

        host.send("chat", "\"message\":\"hi\"");
        JsonNode chat = viewer.next("chat_message");
        assertThat(chat.path("is_playing").asBoolean()).isTrue();
        assertThat(chat.path("chat_message").path("message").asText()).isEqualTo("hi");
        assertThat(chat.path("chat_message").path("display_name").asText()).isEqualTo("Ann");
        assertThat(host.next("chat_message")).isEqualTo(chat);
    }
}
