package dev.watchparty.adapter.web.http;

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
    void find_no_way_in_where_they_are_not_wanted() {
        try (WebWorld world = WebWorld.open(terms -> terms.guests = Guests.REFUSED)) {
            world.post("/api/v1/auth/guest")
                    .body("{\"display_name\":\"Zoë\"}")
                    .send()
                    .problem(404, "NOT_FOUND");
        }
    }
}
