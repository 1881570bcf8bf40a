package dev.watchparty.adapter.web.http;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatingTest {

    private static final String MISSING = "Missing authentication token";
    private static final String INVALID = "Invalid or expired token";

    private final WebWorld world = WebWorld.open();
    private final String ann = world.token(HOST);
    private final String cleo = world.token(VIEWER);

    @AfterEach
    void close() {
        world.close();
    }

    private Call me() {
        return world.get("/api/v1/auth/me");
    }

    private static String protocol(Base64.Encoder encoder, String token) {
        return "auth.bearer." + encoder.encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }

    private static void isAnswerFor(Answer answer, String username) {
        assertThat(answer.ok(200).data().path("user").path("username").asText()).isEqualTo(username);
    }

    @Test
    void tells_who_somebody_is() {
        Golden.assertThat(me().header("Authorization", "Bearer " + ann).send().ok(200), "me");
    }

    @Test
    void takes_the_scheme_in_any_case() {
        isAnswerFor(me().header("Authorization", "bearer " + ann).send(), "ann");
    }

    @Test
    void takes_a_token_from_the_list_of_protocols_in_any_form_of_base64() {
        isAnswerFor(
                me().header("Sec-WebSocket-Protocol", protocol(Base64.getEncoder(), ann))
                        .send(),
                "ann");
        isAnswerFor(
                me().header(
                                "Sec-WebSocket-Protocol",
                                protocol(Base64.getEncoder().withoutPadding(), ann))
                        .send(),
                "ann");
        isAnswerFor(
                me().header("Sec-WebSocket-Protocol", "watchparty.v2, " + protocol(Base64.getUrlEncoder(), ann))
                        .send(),
                "ann");
    }

    @Test
    void takes_a_token_from_the_cookie() {
        isAnswerFor(me().header("Cookie", "other=1; access_token=" + ann).send(), "ann");
    }

    @Test
    void believes_the_header_before_the_protocol_and_the_protocol_before_the_cookie() {
        isAnswerFor(
                me().header("Authorization", "Bearer " + ann)
                        .header("Sec-WebSocket-Protocol", protocol(Base64.getEncoder(), cleo))
                        .header("Cookie", "access_token=" + cleo)
                        .send(),
                "ann");
        isAnswerFor(
                me().header("Sec-WebSocket-Protocol", protocol(Base64.getEncoder(), ann))
                        .header("Cookie", "access_token=" + cleo)
                        .send(),
                "ann");
    }

    @Test
    void lets_a_well_formed_bad_token_decide() {
        Answer answer = me().header("Authorization", "Bearer aGVhZA.Ym9keQ.c2ln")
                .header("Cookie", "access_token=" + ann)
                .send();

        assertThat(answer.problem(401, "UNAUTHORIZED").message()).isEqualTo(INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer null", "Bearer undefined", "Bearer ", "Basic dTpw"})
    void passes_over_what_is_no_token_at_all(String authorization) {
        isAnswerFor(
                me().header("Authorization", authorization)
                        .header("Cookie", "access_token=" + ann)
                        .send(),
                "ann");
    }

    @Test
    void says_when_there_is_no_token() {
        Answer answer = me().send().problem(401, "UNAUTHORIZED");

        assertThat(answer.message()).isEqualTo(MISSING);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "a.b", "aGVhZA.Ym9keQ.", "aGVhZA.Ym9keQ.c2ln", "ä.b.c", "a.b.c.d"})
    void refuses_a_bad_token(String token) {
        Answer answer = me().header("Cookie", "access_token=" + token).send();

        assertThat(answer.problem(401, "UNAUTHORIZED").message()).isEqualTo(INVALID);
        assertThat(answer.text()).doesNotContain(token);
    }

    @Test
    void refuses_an_expired_token() {
        world.clock.advance(Duration.ofHours(1));

        Answer answer = me().header("Authorization", "Bearer " + ann).send();

        assertThat(answer.problem(401, "UNAUTHORIZED").message()).isEqualTo(INVALID);
    }

    @Test
    void takes_whoever_has_a_bad_token_for_anybody_where_anybody_may_look() {
        WebWorld.Made party = world.party(HOST, ",\"visibility\":\"public\"");

        Answer answer = world.get(party.path())
                .header("Authorization", "Bearer aGVhZA.Ym9keQ.c2ln")
                .send();

        answer.ok(200);
    }
}
