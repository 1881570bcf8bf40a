package dev.watchparty.adapter.web.http;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnDataTest {

    private static final String EXPORT = "/api/v1/users/me/export";

    private final WebWorld world = WebWorld.open();

    @AfterEach
    void close() {
        world.close();
    }

    private Answer export() {
        return world.get(EXPORT).as(VIEWER).send();
    }

    private WebWorld.Made partyOfCleo() {
        WebWorld.Made party = world.party(HOST, ",\"visibility\":\"public\"");
        world.clock.advance(Duration.ofSeconds(1));
        world.join(VIEWER, party).ok(200);
        world.command(VIEWER, party, "{\"type\":\"chat\",\"message\":\"hi\"}").ok(200);
        world.command(VIEWER, party, "{\"type\":\"reaction\",\"emoji\":\"😂\"}").ok(200);
        world.command(HOST, party, "{\"type\":\"chat\",\"message\":\"Hello!\"}").ok(200);
        return party;
    }

    @Test
    void is_handed_over() {
        partyOfCleo();
        world.playlist(VIEWER);
        world.accounts.save(CO_HOST.user(), CO_HOST.profile());
        world.post("/api/v1/friends")
                .as(VIEWER)
                .body("{\"user_id\":\"" + CO_HOST.user().value() + "\"}")
                .send()
                .ok(201);

        Golden.assertThat(export().ok(200), "export");
    }

    @Test
    void is_nothing_for_somebody_of_whom_nothing_is_kept() {
        JsonNode data = export().ok(200).data();

        assertThat(data.has("user")).isFalse();
        assertThat(data.path("user_id").asText())
                .isEqualTo(VIEWER.user().value().toString());
        assertThat(data.path("messages").isArray()).isTrue();
        assertThat(data.path("messages")).isEmpty();
        assertThat(data.path("parties")).isEmpty();
    }

    @Test
    void is_erased_and_nothing_else_is() {
        WebWorld.Made party = partyOfCleo();

        Golden.assertThat(
                world.call("DELETE", "/api/v1/users/me").as(VIEWER).send().ok(200), "erase");

        assertThat(world.get(party.path() + "/messages").as(HOST).send().data().findValuesAsText("message"))
                .containsExactly("Hello!");
        assertThat(world.get(party.path()).as(HOST).send().text()).doesNotContain("Cleo", "cleo");
        assertThat(world.accounts.find(VIEWER.user())).isEmpty();
        assertThat(export().ok(200).data().path("messages")).isEmpty();
    }

    /** A token speaks for somebody until it expires: nobody keeps a list of those that do not any more. */
    @Test
    void is_erased_while_the_token_goes_on() {
        String token = world.token(VIEWER);
        world.call("DELETE", "/api/v1/users/me")
                .header("Authorization", "Bearer " + token)
                .send()
                .ok(200);

        world.get("/api/v1/auth/me")
                .header("Authorization", "Bearer " + token)
                .send()
                .ok(200);
        world.clock.advance(Duration.ofHours(2));
        world.get("/api/v1/auth/me")
                .header("Authorization", "Bearer " + token)
                .send()
                .problem(401, "UNAUTHORIZED");
    }

    @Test
    void is_for_whoever_it_is_of() {
        world.get(EXPORT).send().problem(401, "UNAUTHORIZED");
        world.call("DELETE", "/api/v1/users/me").send().problem(401, "UNAUTHORIZED");
    }
}
