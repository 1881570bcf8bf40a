package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.party.World.Server;
import dev.watchparty.application.port.PresenceBoard;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Friendship;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.PasswordProof;
import dev.watchparty.domain.party.PlaybackCommand.Play;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.presence.Presence;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pitfall: closing a tab never counts as leaving, so that ghosts fill the party. */
class ComingAndGoingTest {

    private static final Duration MOMENT = Duration.ofMillis(1);

    private final World world = World.with(pausedAt(Position.START));
    private final Server server = world.server(new RecordingBackplane());
    private final RecordingFollower host = RecordingFollower.of(HOST);

    @BeforeEach
    void hostFollows() {
        server.follow(host, new Opening.Nothing());
        world.pass(Presence.GRACE); // Those who come later do not come back after a restart.
    }

    @Test
    void an_arrival_is_told_once_however_many_tabs_are_opened_and_not_to_whoever_arrives() {
        RecordingFollower first = server.follow(VIEWER, new Opening.Nothing());
        RecordingFollower second = server.follow(VIEWER, new Opening.Nothing());
        world.run();

        assertThat(host.told()).containsExactly(Told.of("arrived cleo", 10));
        assertThat(first.told()).isEmpty();
        assertThat(second.told()).isEmpty();
        assertThat(server.presence().connected(PARTY)).containsOnly(HOST.user(), VIEWER.user());
    }

    @Test
    void a_tab_that_closes_while_another_is_open_is_told_to_nobody() {
        RecordingFollower first = server.follow(VIEWER, new Opening.Nothing());
        server.follow(VIEWER, new Opening.Nothing());
        server.follow().unfollow(PARTY, first);
        world.pass(Presence.GRACE.multipliedBy(2));

        assertThat(host.told()).containsExactly(Told.of("arrived cleo", 10));
    }

    @Test
    void a_flapping_link_is_invisible() {
        RecordingFollower follower = server.follow(VIEWER, new Opening.Nothing());
        for (int flap = 0; flap < 5; flap++) {
            server.follow().unfollow(PARTY, follower);
            world.pass(Presence.GRACE.minus(MOMENT));
            follower = server.follow(VIEWER, new Opening.Missed(new Version(10), new Opening.State()));
            world.pass(MOMENT);
        }

        assertThat(host.told()).containsExactly(Told.of("arrived cleo", 10));
    }

    @Test
    void a_departure_is_told_when_the_grace_is_over_and_no_earlier() {
        RecordingFollower follower = server.follow(VIEWER, new Opening.Nothing());
        world.run();
        server.follow().unfollow(PARTY, follower);
        world.pass(Presence.GRACE.minus(MOMENT));
        assertThat(host.told()).containsExactly(Told.of("arrived cleo", 10));

        world.pass(MOMENT);

        assertThat(host.told()).containsExactly(Told.of("arrived cleo", 10), Told.of("departed cleo", 10));
        assertThat(server.presence().connected(PARTY)).containsExactly(HOST.user());
    }

    @Test
    void whoever_comes_back_after_the_grace_arrives_again() {
        RecordingFollower follower = server.follow(VIEWER, new Opening.Nothing());
        world.run();
        server.follow().unfollow(PARTY, follower);
        world.pass(Presence.GRACE);
        server.follow(VIEWER, new Opening.Nothing());
        world.run();

        assertThat(host.told())
                .containsExactly(
                        Told.of("arrived cleo", 10), Told.of("departed cleo", 10), Told.of("arrived cleo", 10));
    }

    @Test
    void whoever_is_not_connected_is_not_posted_as_connected_even_within_the_grace() {
        RecordingFollower follower = server.follow(VIEWER, new Opening.Nothing());
        world.run();
        server.follow().unfollow(PARTY, follower);
        world.run();

        assertThat(server.presence().connected(PARTY)).containsExactly(HOST.user());
    }

    @Test
    void whoever_joins_and_then_connects_is_told_of_once() {
        join();
        server.follow(STRANGER, new Opening.Nothing());
        world.pass(Presence.GRACE.multipliedBy(2));

        assertThat(host.told()).containsExactly(Told.of("ParticipantJoined", 11));
    }

    @Test
    void whoever_joins_and_never_connects_departs_after_the_grace() {
        join();
        world.pass(Presence.GRACE.minus(MOMENT));
        assertThat(host.told()).containsExactly(Told.of("ParticipantJoined", 11));

        world.pass(MOMENT);

        assertThat(host.told()).containsExactly(Told.of("ParticipantJoined", 11), Told.of("departed dan", 11));
    }

    @Test
    void those_who_come_back_after_a_restart_are_told_to_nobody() {
        Server restarted = world.server(new RecordingBackplane());
        RecordingFollower hostAgain = RecordingFollower.of(HOST);
        restarted.follow(hostAgain, new Opening.Missed(new Version(10), new Opening.Nothing()));
        restarted.follow(VIEWER, new Opening.Missed(new Version(10), new Opening.Nothing()));
        world.run();

        assertThat(hostAgain.told()).isEmpty();
        assertThat(restarted.presence().connected(PARTY)).contains(HOST.user(), VIEWER.user());
    }

    @Test
    void those_who_come_for_the_first_time_after_a_restart_arrive() {
        Server restarted = world.server(new RecordingBackplane());
        RecordingFollower hostAgain = RecordingFollower.of(HOST);
        restarted.follow(hostAgain, new Opening.Missed(new Version(10), new Opening.Nothing()));
        restarted.follow(CO_HOST, new Opening.Everything());
        world.pass(Presence.GRACE);
        restarted.follow(VIEWER, new Opening.Missed(new Version(10), new Opening.Nothing()));
        world.run();

        assertThat(hostAgain.told()).containsExactly(Told.of("arrived bo", 10), Told.of("arrived cleo", 10));
    }

    @Test
    void a_board_that_fails_keeps_nothing_else_from_being_done() {
        FollowParty<Told> follow = new FollowParty<>(
                world.moody(), new Told.Words(), new BrokenBoard(), server.commands(), world.workplace());
        RecordingFollower first = RecordingFollower.of(HOST);
        RecordingFollower second = RecordingFollower.of(VIEWER);
        follow.follow(PARTY, first, new Opening.Nothing());
        follow.follow(PARTY, second, new Opening.Nothing());
        world.run();
        follow.unfollow(PARTY, second);
        world.pass(Presence.GRACE);

        assertThat(first.told()).containsExactly(Told.of("arrived cleo", 10), Told.of("departed cleo", 10));
        follow.unfollow(PARTY, first);
        world.pass(Presence.GRACE);
        follow.sweep();
        assertThat(follow.followedParties()).isZero();
    }

    @Test
    void telling_who_is_here_does_not_change_the_party() {
        server.ask(new Play(HOST.user(), null, LEAD));
        server.follow(VIEWER, new Opening.Nothing());
        world.run();

        assertThat(world.stored().version()).isEqualTo(new Version(11));
    }

    private void join() {
        server.ask(
                new Join(STRANGER.user(), STRANGER.profile(), STRANGER.id(), PasswordProof.NONE, Friendship.STRANGER));
        world.run();
    }

    private static final class BrokenBoard implements PresenceBoard {

        @Override
        public void post(PartyId party, Set<UserId> connected) {
            throw new IllegalStateException("this board is broken on purpose");
        }

        @Override
        public Set<UserId> connected(PartyId party) {
            return Set.of();
        }
    }
}
