package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.FILM;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.created;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.party.ChatCommand.Say;
import dev.watchparty.domain.party.MembershipCommand.End;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.PartyEvent.PartyEnded;
import dev.watchparty.domain.party.PlaybackCommand.Pause;
import dev.watchparty.domain.party.PlaybackCommand.Play;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.party.PlaybackCommand.Skip;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EndingTest {

    private static final Party PLAYING = playingFrom(new Position(60_000));

    @Test
    void stops_the_timeline_where_it_stands() {
        given(PLAYING)
                .when(new End(HOST.user()), NOON.plusSeconds(3))
                .then(new PartyEnded(
                        HOST.user(), NOON.plusSeconds(3), new Timeline.Paused(new Position(63_000), Rate.NORMAL)));
    }

    @Test
    void is_for_ever() {
        Party over = given(PLAYING).when(new End(HOST.user()), NOON).party();

        assertThat(over.hasEnded()).isTrue();
        assertThat(over.phase().endedAt()).hasValue(NOON);
        assertThat(over.positionAt(NOON.plus(Duration.ofDays(1)))).isEqualTo(new Position(60_000));
    }

    @Test
    void remembers_when_the_party_started() {
        Party over = given(PLAYING).when(new End(HOST.user()), NOON).party();

        assertThat(over.phase().startedAt())
                .isEqualTo(PLAYING.phase().startedAt())
                .isPresent();
    }

    @Test
    void remembers_that_the_party_never_started() {
        Party over = given(created()).when(new End(HOST.user()), NOON).party();

        assertThat(over.phase().startedAt()).isEmpty();
        assertThat(over.phase().endedAt()).hasValue(NOON);
    }

    @Test
    void again_changes_nothing() {
        given(ended(PLAYING, NOON))
                .when(new End(HOST.user()), NOON.plusSeconds(60))
                .then();
    }

    @Test
    void twice_is_no_phase() {
        Phase over = new Phase.Ended(new Phase.Scheduled(), NOON);

        assertThatIllegalArgumentException().isThrownBy(() -> new Phase.Ended(over, NOON));
    }

    @Test
    void is_for_the_host_alone() {
        given(PLAYING).when(new End(CO_HOST.user()), NOON).thenRejected(new Rejection.HostOnly());
        given(PLAYING).when(new End(VIEWER.user()), NOON).thenRejected(new Rejection.HostOnly());
        given(PLAYING).when(new End(STRANGER.user()), NOON).thenRejected(new Rejection.HostOnly());
    }

    @Test
    void is_possible_for_a_host_who_left_an_empty_party() {
        assertThat(given(without(created(), HOST))
                        .when(new End(HOST.user()), NOON)
                        .party()
                        .hasEnded())
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void commands_on_an_ended_party_are_refused(PartyCommand command) {
        given(ended(pausedAt(Position.START), NOON)).when(command, NOON).thenRejected(new Rejection.AlreadyEnded());
    }

    static Stream<PartyCommand> commands_on_an_ended_party_are_refused() {
        return Stream.of(
                new Play(HOST.user(), null, LEAD),
                new Pause(HOST.user(), null),
                new Seek(HOST.user(), Position.START, LEAD),
                new Skip(HOST.user(), FILM.id(), LEAD),
                new Say(HOST.user(), new MessageId(new UUID(0, 1)), new ChatText("hi")),
                new Join(
                        STRANGER.user(),
                        STRANGER.profile(),
                        STRANGER.id(),
                        PasswordProof.NONE,
                        new FriendProof.FriendOf(HOST.user())));
    }
}
