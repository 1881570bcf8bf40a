package dev.watchparty.adapter.web.http;

import static dev.watchparty.domain.party.Parties.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuestsTest {

    @Test
    void get_a_name_and_a_token_that_is_good() {
        try (WebWorld world = WebWorld.open()) {
            Answer answer = world.post("/api/v1/auth/guest")
                    .body("{\"display_name\":\" Zoë \"}")
                    .send()
                    .ok(201);

            Answer me = world.get("/api/v1/auth/me")
                    .header(
                            "Authorization",
                            "Bearer " + answer.data().path("token").asText())
                    .send();

            assertThat(me.ok(200).data().path("user")).isEqualTo(answer.data().path("user"));
            Golden.assertThat(answer, "sign-in-guest");
        }
    }

    @Test
    void renew_their_token_before_it_expires() {
        try (WebWorld world = WebWorld.open()) {
            Answer guest = world.post("/api/v1/auth/guest")
                    .body("{\"display_name\":\"Zoë\"}")
                    .send()
                    .ok(201);
            String token = guest.data().path("token").asText();

            Answer renewed = renew(world, token).ok(200);

            assertThat(renewed.data().path("token").asText()).isNotEqualTo(token);
            assertThat(renewed.data().path("user")).isEqualTo(guest.data().path("user"));
            renew(world, renewed.data().path("token").asText()).ok(200);
            Golden.assertThat(renewed, "renew-guest");
        }
    }

    @Test
    void are_the_only_ones_whose_token_is_renewed_here() {
        try (WebWorld world = WebWorld.open()) {
            world.post("/api/v1/auth/renew").as(HOST).send().problem(403, "FORBIDDEN");
            world.post("/api/v1/auth/renew").send().problem(401, "UNAUTHORIZED");
            renew(world, "stale").problem(401, "UNAUTHORIZED");
        }
    }

    private static Answer renew(WebWorld world, String token) {
        return world.post("/api/v1/auth/renew")
                .header("Authorization", "Bearer " + token)
                .send();
    }

    @Test
    void find_no_way_in_where_they_are_not_wanted() {
        try (WebWorld world = WebWorld.open(terms -> terms.guests = Guests.REFUSED)) {
            world.post("/api/v1/auth/guest")
                    .body("{\"display_name\":\"Zoë\"}")
                    .send()
                    .problem(404, "NOT_FOUND");
            world.post("/api/v1/auth/renew").as(HOST).send().problem(404, "NOT_FOUND");
        }
    }
}
