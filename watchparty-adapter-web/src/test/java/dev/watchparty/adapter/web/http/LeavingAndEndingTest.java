package dev.watchparty.adapter.web.http;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeavingAndEndingTest {

    private static final String NOWHERE = "/api/v1/watch-parties/00000000-0000-0000-0000-000000000001";

    private final WebWorld world = WebWorld.open();
    private final WebWorld.Made party = world.party(HOST, "");

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void whoever_is_in_the_party_may_leave() {
        world.join(VIEWER, party).ok(200);

        Golden.assertThat(
                world.call("DELETE", party.path() + "/leave").as(VIEWER).send().ok(200), "leave-party");

        world.get(party.path()).as(VIEWER).send().problem(403, "FORBIDDEN");
    }

    @Test
    void whoever_is_not_has_nothing_to_leave() {
        world.call("DELETE", party.path() + "/leave").as(STRANGER).send().problem(404, "NOT_FOUND");
        world.call("DELETE", NOWHERE + "/leave").as(STRANGER).send().problem(404, "NOT_FOUND");
        world.call("DELETE", "/api/v1/watch-parties/x/leave")
                .as(STRANGER)
                .send()
                .problem(400, "INVALID_REQUEST");
        world.call("DELETE", party.path() + "/leave").send().problem(401, "UNAUTHORIZED");
    }

    @Test
    void the_host_may_end_the_party_and_end_it_again() {
        Golden.assertThat(world.post(party.path() + "/end").as(HOST).send().ok(200), "end-party");
        world.post(party.path() + "/end").as(HOST).send().ok(200);
    }

    @Test
    void nobody_else_may_end_it() {
        world.join(VIEWER, party).ok(200);

        world.post(party.path() + "/end").as(VIEWER).send().problem(403, "FORBIDDEN");
        world.post(NOWHERE + "/end").as(HOST).send().problem(404, "NOT_FOUND");
        world.post("/api/v1/watch-parties/x/end").as(HOST).send().problem(400, "INVALID_REQUEST");
        world.post(party.path() + "/end").send().problem(401, "UNAUTHORIZED");
    }
}
