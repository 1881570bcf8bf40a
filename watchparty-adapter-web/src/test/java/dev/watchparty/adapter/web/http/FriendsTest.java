package dev.watchparty.adapter.web.http;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchparty.domain.friend.Circles;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.UserId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FriendsTest {

    private static final String FRIENDS = "/api/v1/friends";
    private static final String NOBODY = "00000000-0000-0000-0000-000000000099";

    private final WebWorld world = WebWorld.open();

    @BeforeEach
    void know() {
        Stream.of(HOST, CO_HOST, VIEWER).forEach(person -> world.accounts.save(person.user(), person.profile()));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Answer ask(Participant asker, Participant asked) {
        return ask(asker, "{\"user_id\":\"" + id(asked) + "\"}");
    }

    private Answer ask(Participant asker, String body) {
        return world.post(FRIENDS).as(asker).body(body).send();
    }

    private Answer accept(Participant actor, Participant other) {
        return world.post(path(other) + "/accept").as(actor).send();
    }

    private Answer decline(Participant actor, Participant other) {
        return world.post(path(other) + "/decline").as(actor).send();
    }

    private Answer delete(Participant actor, Participant other) {
        return world.call("DELETE", path(other)).as(actor).send();
    }

    private Answer list(Participant person) {
        return world.get(FRIENDS).as(person).send().ok(200);
    }

    private static String path(Participant other) {
        return FRIENDS + "/" + id(other);
    }

    private static String id(Participant person) {
        return person.user().value().toString();
    }

    private List<String> listed(Participant person, String part) {
        return list(person).data().path(part).findValuesAsText("username");
    }

    @Test
    void begin_with_a_request() {
        Golden.assertThat(ask(HOST, CO_HOST).ok(201), "ask-friend");
    }

    @Test
    void are_made_by_saying_yes() {
        ask(HOST, CO_HOST).ok(201);
        world.clock.advance(Duration.ofMinutes(1));

        Golden.assertThat(accept(CO_HOST, HOST).ok(200), "accept-friend");

        assertThat(listed(HOST, "friends")).containsExactly("bo");
        assertThat(listed(CO_HOST, "friends")).containsExactly("ann");
    }

    @Test
    void are_made_by_asking_each_other() {
        ask(HOST, CO_HOST).ok(201);

        Answer answer = ask(CO_HOST, HOST).ok(201);

        assertThat(answer.data().path("status").asText()).isEqualTo("friends");
        assertThat(listed(HOST, "outgoing")).isEmpty();
    }

    @Test
    void are_listed_with_the_requests_of_both_sides() {
        ask(HOST, CO_HOST).ok(201);
        accept(CO_HOST, HOST).ok(200);
        world.clock.advance(Duration.ofMinutes(1));
        ask(VIEWER, HOST).ok(201);
        world.accounts.save(STRANGER.user(), STRANGER.profile());
        world.clock.advance(Duration.ofMinutes(1));
        ask(HOST, STRANGER).ok(201);

        Golden.assertThat(list(HOST), "list-friends");
    }

    @Test
    void are_empty_lists_at_first() {
        JsonNode data = list(STRANGER).data();

        assertThat(data.path("friends").isArray()).isTrue();
        assertThat(data.path("incoming").isArray()).isTrue();
        assertThat(data.path("outgoing").isArray()).isTrue();
        assertThat(data.path("friends").size()
                        + data.path("incoming").size()
                        + data.path("outgoing").size())
                .isZero();
    }

    @Test
    void show_nothing_but_what_anybody_may_see() {
        ask(HOST, CO_HOST).ok(201);

        JsonNode user = list(CO_HOST).data().path("incoming").path(0).path("user");

        assertThat(user.fieldNames()).toIterable().isSubsetOf("id", "username", "display_name", "avatar_url");
    }

    @Test
    void may_be_asked_by_username() {
        Answer answer = ask(HOST, "{\"username\":\"bo\"}").ok(201);

        assertThat(answer.data().path("user").path("id").asText()).isEqualTo(id(CO_HOST));
        assertThat(listed(CO_HOST, "incoming")).containsExactly("ann");
    }

    @Test
    void are_not_guessed_from_a_name_that_several_people_have() {
        world.accounts.save(VIEWER.user(), CO_HOST.profile());

        Answer answer = ask(HOST, "{\"username\":\"bo\"}").problem(409, "AMBIGUOUS_USERNAME");

        assertThat(answer.message()).contains("user_id");
    }

    @Test
    void are_asked_twice_without_harm() {
        Answer first = ask(HOST, CO_HOST).ok(201);
        world.clock.advance(Duration.ofMinutes(1));

        assertThat(ask(HOST, CO_HOST).ok(200).data()).isEqualTo(first.data());
        assertThat(listed(CO_HOST, "incoming")).containsExactly("ann");

        accept(CO_HOST, HOST).ok(200);
        accept(CO_HOST, HOST).ok(200);
        assertThat(ask(HOST, CO_HOST).ok(200).data().path("status").asText()).isEqualTo("friends");
        assertThat(listed(HOST, "friends")).containsExactly("bo");
    }

    @Test
    void decline_without_a_word() {
        Answer first = ask(HOST, CO_HOST).ok(201);

        Golden.assertThat(decline(CO_HOST, HOST).ok(200), "decline-friend");
        decline(CO_HOST, HOST).ok(200);

        assertThat(listed(CO_HOST, "incoming")).isEmpty();
        assertThat(listed(HOST, "outgoing")).containsExactly("bo");
        assertThat(ask(HOST, CO_HOST).ok(200).data()).isEqualTo(first.data());
        assertThat(listed(CO_HOST, "incoming")).isEmpty();
    }

    @Test
    void are_removed_by_either() {
        ask(HOST, CO_HOST).ok(201);
        accept(CO_HOST, HOST).ok(200);

        Golden.assertThat(delete(CO_HOST, HOST).ok(200), "remove-friend");

        assertThat(listed(HOST, "friends")).isEmpty();
        delete(CO_HOST, HOST).problem(404, "NOT_FOUND");
    }

    @Test
    void are_asked_no_more_once_the_request_is_withdrawn() {
        ask(HOST, CO_HOST).ok(201);

        Golden.assertThat(delete(HOST, CO_HOST).ok(200), "withdraw-friend-request");

        assertThat(listed(CO_HOST, "incoming")).isEmpty();
        assertThat(accept(CO_HOST, HOST).problem(404, "NOT_FOUND").message()).contains("ask them yourself");
    }

    @Test
    void are_not_declined_by_deleting() {
        ask(HOST, CO_HOST).ok(201);

        assertThat(delete(CO_HOST, HOST).problem(404, "NOT_FOUND").message()).contains("decline");
        assertThat(listed(CO_HOST, "incoming")).containsExactly("ann");
    }

    @Test
    void are_never_oneself() {
        ask(HOST, HOST).problem(400, "INVALID_REQUEST");
        ask(HOST, "{\"username\":\"ann\"}").problem(400, "INVALID_REQUEST");
        accept(HOST, HOST).problem(404, "NOT_FOUND");
    }

    @Test
    void are_people_who_were_here() {
        ask(HOST, "{\"user_id\":\"" + NOBODY + "\"}").problem(404, "NOT_FOUND");
        ask(HOST, "{\"username\":\"nobody\"}").problem(404, "NOT_FOUND");
        world.post(FRIENDS + "/" + NOBODY + "/accept").as(HOST).send().problem(404, "NOT_FOUND");
        world.post(FRIENDS + "/" + NOBODY + "/decline").as(HOST).send().problem(404, "NOT_FOUND");
        world.call("DELETE", FRIENDS + "/" + NOBODY).as(HOST).send().problem(404, "NOT_FOUND");
    }

    @Test
    void may_ask_though_they_were_never_here_before() {
        ask(STRANGER, HOST).ok(201);

        assertThat(listed(HOST, "incoming")).containsExactly("dan");
    }

    @Test
    void need_a_token() {
        world.get(FRIENDS).send().problem(401, "UNAUTHORIZED");
        world.post(FRIENDS).body("{\"username\":\"bo\"}").send().problem(401, "UNAUTHORIZED");
        world.post(path(HOST) + "/accept").send().problem(401, "UNAUTHORIZED");
        world.post(path(HOST) + "/decline").send().problem(401, "UNAUTHORIZED");
        world.call("DELETE", path(HOST)).send().problem(401, "UNAUTHORIZED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | user_id",
                "{\"user_id\":\"x\"} | user_id",
                "{\"user_id\":5} | user_id",
                "{\"username\":\"\"} | username",
                "{\"user_id\":\"00000000-0000-0000-0000-000000000099\",\"username\":\"bo\"} | both",
                "[] | body"
            })
    void are_named_in_one_way_that_is_a_name(String body, String named) {
        assertThat(ask(HOST, body).problem(400, "INVALID_REQUEST").message()).contains(named);
    }

    @Test
    void have_ids_that_are_ids() {
        world.post(FRIENDS + "/x/accept").as(HOST).send().problem(400, "INVALID_REQUEST");
        world.post(FRIENDS + "/x/decline").as(HOST).send().problem(400, "INVALID_REQUEST");
        world.call("DELETE", FRIENDS + "/x").as(HOST).send().problem(400, "INVALID_REQUEST");
    }

    @Test
    void are_waited_for_by_the_hundred_and_no_more() {
        for (int number = 1; number <= Circles.REQUESTS_MAX; number++) {
            UserId user = new UserId(new UUID(0, 1000 + number));
            world.accounts.save(user, VIEWER.profile());
            ask(HOST, "{\"user_id\":\"" + user.value() + "\"}").ok(201);
        }

        assertThat(ask(HOST, CO_HOST).problem(409, "FRIEND_LIMIT").message()).contains("withdraw");
        ask(CO_HOST, HOST).ok(201);
        accept(HOST, CO_HOST).ok(200);
    }
}
