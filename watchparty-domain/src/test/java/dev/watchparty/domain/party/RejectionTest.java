package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.STREAM;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.at;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.party.MembershipCommand.End;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.PlaybackCommand.Pause;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.party.PlaybackCommand.Skip;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Position;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One case of each rejection; which case matters where is told in the tests of the commands. */
class RejectionTest {

    private static final Party PARTY = pausedAt(Position.START);
    private static final PasswordHash HASH = new PasswordHash("hash");
    private static final Party GUARDED = with(PARTY, new Protection.ByPassword(HASH));
    private static final ItemId ELSEWHERE = new ItemId(new UUID(99, 99));
    private static final Position YEAR = new Position(Position.MILLIS_MAX);

    /** What was asked of whom, and the answer. */
    record Refusal(Party party, PartyCommand command, Rejection reason) {

        @Override
        public String toString() {
            return reason.toString();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void answers_a_command_and_changes_nothing(Refusal refusal) {
        given(refusal.party()).when(refusal.command(), NOON).thenRejected(refusal.reason());
    }

    @Test
    void has_a_case_here_for_every_case_there_is() {
        Set<Class<?>> told =
                refusals().map(refusal -> refusal.reason().getClass()).collect(Collectors.toSet());

        assertThat(told).containsExactlyInAnyOrder(Rejection.class.getPermittedSubclasses());
    }

    static Stream<Refusal> refusals() {
        return Stream.of(
                new Refusal(PARTY, new Pause(STRANGER.user(), null), new Rejection.NotParticipating()),
                new Refusal(PARTY, new Pause(VIEWER.user(), null), new Rejection.ControlNotAllowed()),
                new Refusal(PARTY, new End(VIEWER.user()), new Rejection.HostOnly()),
                new Refusal(ended(PARTY, NOON), new Pause(HOST.user(), null), new Rejection.AlreadyEnded()),
                new Refusal(
                        with(PARTY, new Capacity(3)),
                        join(PasswordProof.NONE),
                        new Rejection.PartyFull(3, new Capacity(3))),
                new Refusal(GUARDED, join(PasswordProof.NONE), new Rejection.PasswordRequired()),
                new Refusal(GUARDED, join(new PasswordProof.Wrong(HASH)), new Rejection.InvalidPassword()),
                new Refusal(with(PARTY, Visibility.FRIENDS), join(PasswordProof.NONE), new Rejection.FriendsOnly()),
                new Refusal(
                        PARTY,
                        new Seek(HOST.user(), YEAR, LEAD),
                        new Rejection.PositionBeyondEnd(PARTY.length().clamp(YEAR))),
                new Refusal(PARTY, new Skip(HOST.user(), ELSEWHERE, LEAD), new Rejection.UnknownItem(ELSEWHERE)),
                new Refusal(at(PARTY, STREAM), new Skip(HOST.user(), null, LEAD), new Rejection.NoNextItem()));
    }

    private static Join join(PasswordProof proof) {
        return new Join(STRANGER.user(), STRANGER.profile(), STRANGER.id(), proof, Friendship.STRANGER);
    }
}
