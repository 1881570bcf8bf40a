package dev.watchparty.adapter.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.party.Action;
import dev.watchparty.domain.party.Capacity;
import dev.watchparty.domain.party.Rejection;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Position;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemsTest {

    static Stream<Arguments> rejections() {
        return Stream.of(
                row(new Rejection.NotParticipating(), 403, "FORBIDDEN", "UNAUTHORIZED_COMMAND"),
                row(
                        new Rejection.ActionNotAllowed(Action.PLAY, Role.CO_HOST),
                        403,
                        "FORBIDDEN",
                        "UNAUTHORIZED_COMMAND"),
                row(new Rejection.HostOnly(), 403, "FORBIDDEN", "UNAUTHORIZED_COMMAND"),
                row(new Rejection.AlreadyEnded(), 409, "PARTY_ENDED", "PARTY_ENDED"),
                row(new Rejection.PartyFull(10, new Capacity(10)), 403, "PARTY_FULL", "PARTICIPANT_LIMIT"),
                row(new Rejection.PasswordRequired(), 403, "PASSWORD_REQUIRED", "UNAUTHORIZED_COMMAND"),
                row(new Rejection.InvalidPassword(), 403, "INVALID_PASSWORD", "UNAUTHORIZED_COMMAND"),
                row(new Rejection.FriendsOnly(), 403, "FORBIDDEN", "UNAUTHORIZED_COMMAND"),
                row(new Rejection.PositionBeyondEnd(new Position(5)), 400, "INVALID_REQUEST", "INVALID_COMMAND"),
                row(new Rejection.UnknownItem(new ItemId(new UUID(0, 1))), 404, "NOT_FOUND", "INVALID_COMMAND"),
                row(new Rejection.NoNextItem(), 400, "INVALID_REQUEST", "INVALID_COMMAND"),
                row(new Rejection.BannedFromParty(), 403, "BANNED", "UNAUTHORIZED_COMMAND"),
                row(new Rejection.MutedInParty(), 403, "FORBIDDEN", "UNAUTHORIZED_COMMAND"),
                row(new Rejection.NoSuchParticipant(), 404, "NOT_FOUND", "INVALID_COMMAND"),
                row(new Rejection.NotToYourself(), 400, "INVALID_REQUEST", "INVALID_COMMAND"),
                row(new Rejection.RankTooHigh(), 403, "FORBIDDEN", "UNAUTHORIZED_COMMAND"),
                row(new Rejection.NoSuchMessage(), 404, "NOT_FOUND", "INVALID_COMMAND"),
                row(new Rejection.HostKeepsRole(), 400, "INVALID_REQUEST", "INVALID_COMMAND"),
                row(new Rejection.CapacityBelowParticipants(5), 400, "INVALID_REQUEST", "INVALID_COMMAND"),
                row(new Rejection.QueueFull(), 400, "INVALID_REQUEST", "INVALID_COMMAND"),
                row(new Rejection.NoSuchPlace(2), 400, "INVALID_REQUEST", "INVALID_COMMAND"),
                row(new Rejection.UnknownSuggestion(new ItemId(new UUID(0, 1))), 404, "NOT_FOUND", "INVALID_COMMAND"),
                row(new Rejection.TooManySuggestions(50), 400, "INVALID_REQUEST", "INVALID_COMMAND"),
                row(new Rejection.StartOutOfRange(Instant.EPOCH), 400, "INVALID_REQUEST", "INVALID_COMMAND"),
                row(new Rejection.AlreadyPlaying(), 400, "INVALID_REQUEST", "INVALID_COMMAND"));
    }

    private static Arguments row(Rejection rejection, int status, String code, String socketCode) {
        return Arguments.of(rejection, status, code, socketCode);
    }

    @ParameterizedTest
    @MethodSource("rejections")
    void have_a_name_for_each_refusal(Rejection rejection, int status, String code, String socketCode) {
        Problem problem = Problems.of(rejection);

        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.code().name()).isEqualTo(code);
        assertThat(problem.message()).isNotBlank().isEqualTo(Problems.message(rejection));
        assertThat(Problems.socketCode(rejection).name()).isEqualTo(socketCode);
    }

    @Test
    void leave_no_refusal_out() {
        Set<Object> named = rejections().map(row -> row.get()[0].getClass()).collect(Collectors.toSet());

        assertThat(named).containsExactlyInAnyOrder((Object[]) Rejection.class.getPermittedSubclasses());
    }

    @Test
    void say_how_full_a_party_is() {
        assertThat(Problems.message(new Rejection.PartyFull(10, new Capacity(12))))
                .isEqualTo("party is full: 10/12 participants");
    }

    static Stream<Arguments> actions() {
        return Stream.of(
                Arguments.of(Action.PAUSE, Role.CO_HOST, "Only the host and co-hosts can control playback"),
                Arguments.of(Action.PLAY, Role.CO_HOST, "Only the host and co-hosts can control playback"),
                Arguments.of(Action.SEEK, Role.CO_HOST, "Only the host and co-hosts can control playback"),
                Arguments.of(Action.SKIP, Role.CO_HOST, "Only the host and co-hosts can control playback"),
                Arguments.of(Action.PLAY, Role.HOST, "Only the host can control playback"),
                Arguments.of(Action.RATE, Role.CO_HOST, "Only the host and co-hosts can change the speed"),
                Arguments.of(Action.QUEUE, Role.HOST, "Only the host can change the queue"),
                Arguments.of(Action.SUGGEST, Role.CO_HOST, "Only the host and co-hosts can suggest clips"),
                Arguments.of(Action.CHAT, Role.CO_HOST, "Only the host and co-hosts can write and react"),
                Arguments.of(Action.INVITE, Role.HOST, "Only the host can invite others"),
                Arguments.of(Action.MODERATE, Role.HOST, "Only the host can moderate"));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void say_who_may(Action action, Role least, String message) {
        assertThat(Problems.message(new Rejection.ActionNotAllowed(action, least)))
                .isEqualTo(message);
    }

    @Test
    void say_who_may_do_each_action() {
        assertThat(actions().map(row -> row.get()[0]).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder((Object[]) Action.values());
    }

    @Test
    void name_the_bounds() {
        assertThat(Problems.message(new Rejection.CapacityBelowParticipants(5)))
                .isEqualTo("max_participants must be at least 5, for so many are in the watch party now");
        assertThat(Problems.message(new Rejection.NoSuchPlace(2))).isEqualTo("place must be between 0 and 2");
    }
}
