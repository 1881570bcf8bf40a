package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.party.World.Server;
import dev.watchparty.application.port.Follower.Farewell;
import dev.watchparty.domain.party.FriendProof;
import dev.watchparty.domain.party.MembershipCommand.Erase;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.ModerationCommand.Remove;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.PasswordProof;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.party.Removal;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.presence.ParticipantStatus;
import dev.watchparty.domain.presence.Presence;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pitfall: whoever was put out goes on watching, and talking, on the socket they have. */
class SendingAwayTest {

    private static final PartyCommand SEEK = new Seek(HOST.user(), new Position(1_000), LEAD);

    private final World world = World.with(pausedAt(Position.START));
    private final Server here = world.server(new RecordingBackplane());
    private final Server elsewhere = world.server(new RecordingBackplane());
    private final RecordingFollower host = here.follow(HOST, new Opening.Nothing());

    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of(remove(Removal.KICKED), "ParticipantRemoved", Farewell.KICKED),
                Arguments.of(remove(Removal.BANNED), "ParticipantRemoved", Farewell.BANNED),
                Arguments.of(new Erase(VIEWER.user()), "ParticipantErased", Farewell.ERASED));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whoever_is_put_out_is_told_so_and_dismissed_before_anything_else_happens(
            PartyCommand command, String event, Farewell farewell) {
        RecordingFollower first = here.follow(VIEWER, new Opening.Nothing());
        RecordingFollower second = here.follow(VIEWER, new Opening.Nothing());
        here.follow().report(PARTY, first, ParticipantStatus.NEW.withBuffering(true));
        world.run();
        first.told().clear();
        second.told().clear();
        here.ask(command);
        here.ask(SEEK);
        world.run();

        for (RecordingFollower connection : new RecordingFollower[] {first, second}) {
            assertThat(connection.told()).containsExactly(Told.of(event, 11));
            assertThat(connection.farewells()).containsExactly(farewell);
        }
        assertThat(host.farewells()).isEmpty();
        assertThat(host.told()).endsWith(Told.of(event, 11), Told.of("Sought", 12));
        assertThat(here.presence().connected(PARTY)).containsOnlyKeys(HOST.user());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whoever_is_put_out_on_another_server_is_dismissed_here(PartyCommand command, String event, Farewell farewell) {
        RecordingFollower viewer = here.follow(VIEWER, new Opening.Nothing());
        world.run();
        elsewhere.ask(command);
        world.run();
        here.follow().onEvents(PARTY, world.historyAfter(10));
        world.run();

        assertThat(viewer.told()).containsExactly(Told.of(event, 11));
        assertThat(viewer.farewells()).containsExactly(farewell);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whoever_was_put_out_is_not_let_in_again_before_they_joined(
            PartyCommand command, String event, Farewell farewell) {
        here.ask(command);
        world.run();
        RecordingFollower viewer = here.follow(VIEWER, new Opening.Everything());
        world.run();

        assertThat(viewer.farewells()).containsExactly(Farewell.NOT_PARTICIPATING);
        assertThat(viewer.told()).isEmpty();
        assertThat(host.told()).containsExactly(Told.of(event, 11));
        assertThat(farewell).isNotEqualTo(Farewell.NOT_PARTICIPATING);
    }

    @Test
    void whoever_was_kicked_and_joined_again_before_it_was_heard_here_keeps_the_new_connection() {
        elsewhere.ask(remove(Removal.KICKED));
        elsewhere.ask(new Join(VIEWER.user(), VIEWER.profile(), VIEWER.id(), PasswordProof.NONE, FriendProof.NONE));
        world.run();
        RecordingFollower back =
                here.follow(VIEWER, new Opening.Missed(world.stored().version(), new Opening.State()));
        world.run();
        here.follow().onEvents(PARTY, world.historyAfter(10));
        world.pass(Presence.GRACE);

        assertThat(back.farewells()).isEmpty();
        assertThat(here.presence().connected(PARTY)).containsOnlyKeys(HOST.user(), VIEWER.user());
    }

    /** A connection that is dismissed closes, which must not count as another going. */
    @Test
    void the_close_of_a_dismissed_connection_leaves_the_next_one_connected() {
        RecordingFollower old = here.follow(VIEWER, new Opening.Nothing());
        world.run();
        here.ask(remove(Removal.KICKED));
        here.ask(new Join(VIEWER.user(), VIEWER.profile(), VIEWER.id(), PasswordProof.NONE, FriendProof.NONE));
        world.run();
        RecordingFollower young = here.follow(VIEWER, new Opening.Nothing());
        here.follow().unfollow(PARTY, old);
        world.pass(Presence.GRACE.multipliedBy(2));

        assertThat(young.farewells()).isEmpty();
        assertThat(here.presence().connected(PARTY)).containsOnlyKeys(HOST.user(), VIEWER.user());
        assertThat(world.stored()
                        .participants()
                        .find(VIEWER.user())
                        .orElseThrow()
                        .isHere())
                .isTrue();
    }

    private static Remove remove(Removal removal) {
        return new Remove(HOST.user(), VIEWER.user(), removal);
    }
}
