package dev.watchparty.adapter.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.party.Capacity;
import dev.watchparty.domain.party.Rejection;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Position;
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
                row(new Rejection.ControlNotAllowed(), 403, "FORBIDDEN", "UNAUTHORIZED_COMMAND"),
                row(new Rejection.HostOnly(), 403, "FORBIDDEN", "UNAUTHORIZED_COMMAND"),
                row(new Rejection.AlreadyEnded(), 409, "PARTY_ENDED", "PARTY_ENDED"),
                row(new Rejection.PartyFull(10, new Capacity(10)), 403, "PARTY_FULL", "PARTICIPANT_LIMIT"),
                row(new Rejection.PasswordRequired(), 403, "PASSWORD_REQUIRED", "UNAUTHORIZED_COMMAND"),
                row(new Rejection.InvalidPassword(), 403, "INVALID_PASSWORD", "UNAUTHORIZED_COMMAND"),
                row(new Rejection.FriendsOnly(), 403, "FORBIDDEN", "UNAUTHORIZED_COMMAND"),
                row(new Rejection.PositionBeyondEnd(new Position(5)), 400, "INVALID_REQUEST", "INVALID_COMMAND"),
                row(new Rejection.UnknownItem(new ItemId(new UUID(0, 1))), 404, "NOT_FOUND", "INVALID_COMMAND"),
                row(new Rejection.NoNextItem(), 400, "INVALID_REQUEST", "INVALID_COMMAND"));
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
}
