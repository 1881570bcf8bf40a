package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.away;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.party.World.Server;
import dev.watchparty.application.port.PresenceBoard;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.FriendProof;
import dev.watchparty.domain.party.MembershipCommand.Depart;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.Parties;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.PasswordProof;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.presence.ParticipantStatus;
import dev.watchparty.domain.presence.Presence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The pitfall: closing a tab never counts as leaving, so that ghosts fill the party. */
class ComingAndGoingTest {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Told ARRIVED = Told.of("ParticipantArrived", 11);
    private static final Told DEPARTED = Told.of("ParticipantDeparted", 12);

    /** Ann is here; Bo and Cleo are in the party, and away. */
    @Nested
    class OneServer {

        private final World world = World.with(away(away(pausedAt(Position.START), CO_HOST), VIEWER));
        private final Server server = world.server(new RecordingBackplane());
        private final RecordingFollower host = RecordingFollower.of(HOST);

        @BeforeEach
        void hostFollows() {
            server.follow(host, new Opening.Nothing());
            world.run();
        }

        @Test
        void an_arrival_is_told_once_however_many_tabs_are_opened() {
            server.follow(VIEWER, new Opening.Nothing());
            server.follow(VIEWER, new Opening.Nothing());
            world.run();
            server.follow(VIEWER, new Opening.Nothing());
            world.run();

            assertThat(host.told()).containsExactly(ARRIVED);
            assertThat(server.presence().connected(PARTY)).containsOnlyKeys(HOST.user(), VIEWER.user());
        }

        /** More than the party's mailbox holds come back, and the store does not answer yet. */
        @Test
        void the_arrivals_of_many_are_asked_for_together() {
            List<Participant> many =
                    IntStream.rangeClosed(1, 1_100).mapToObj(Parties::guest).toList();
            Party party = pausedAt(Position.START);
            for (Participant guest : many) {
                party = away(party, guest);
            }
            World crowded = World.with(party);
            Server one = crowded.server(new RecordingBackplane());
            one.follow(HOST, new Opening.Nothing());
            crowded.run();
            crowded.moody().goDown();
            many.forEach(guest -> one.follow(guest, new Opening.Nothing()));
            crowded.run();
            crowded.moody().comeBack();
            crowded.pass(Asked.RETRY);

            assertThat(crowded.stored().participants().hereCount()).isEqualTo(3 + 1_100);
            assertThat(crowded.moody().appends()).hasSize(1);
        }

        @Test
        void a_tab_that_closes_while_another_is_open_is_told_to_nobody() {
            RecordingFollower first = server.follow(VIEWER, new Opening.Nothing());
            server.follow(VIEWER, new Opening.Nothing());
            server.follow().unfollow(PARTY, first);
            world.pass(Presence.GRACE.multipliedBy(2));

            assertThat(host.told()).containsExactly(ARRIVED);
        }

        @Test
        void a_flapping_link_is_invisible() {
            RecordingFollower follower = server.follow(VIEWER, new Opening.Nothing());
            world.run();
            for (int flap = 0; flap < 5; flap++) {
                server.follow().unfollow(PARTY, follower);
                world.pass(Presence.GRACE.minus(MOMENT));
                follower = server.follow(VIEWER, new Opening.Missed(new Version(11), new Opening.State()));
                world.pass(MOMENT);
            }

            assertThat(host.told()).containsExactly(ARRIVED);
        }

        @Test
        void a_departure_is_told_when_the_grace_is_over_and_no_earlier() {
            comeAndGo();
            world.pass(Presence.GRACE.minus(MOMENT));
            assertThat(host.told()).containsExactly(ARRIVED);

            world.pass(MOMENT);

            assertThat(host.told()).containsExactly(ARRIVED, DEPARTED);
            assertThat(isHere(world, VIEWER)).isFalse();
            assertThat(server.presence().connected(PARTY)).containsOnlyKeys(HOST.user());
            assertThat(world.timers().waiting()).isZero();
        }

        @Test
        void whoever_comes_back_after_the_grace_arrives_again() {
            comeAndGo();
            world.pass(Presence.GRACE);
            server.follow(VIEWER, new Opening.Nothing());
            world.run();

            assertThat(host.told()).containsExactly(ARRIVED, DEPARTED, Told.of("ParticipantArrived", 13));
            assertThat(isHere(world, VIEWER)).isTrue();
        }

        @Test
        void whoever_is_not_connected_is_not_posted_as_connected_even_within_the_grace() {
            comeAndGo();
            world.run();

            assertThat(server.presence().connected(PARTY)).containsOnlyKeys(HOST.user());
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

            assertThat(host.told()).containsExactly(Told.of("ParticipantJoined", 11), DEPARTED);
        }

        @Test
        void an_arrival_that_the_store_refused_is_asked_again_until_it_is_done() {
            world.moody().goDown();
            server.follow(VIEWER, new Opening.Nothing());
            world.pass(Duration.ofSeconds(5));
            assertThat(host.told()).isEmpty();

            world.moody().comeBack();
            world.pass(Asked.RETRY);

            assertThat(host.told()).containsExactly(ARRIVED);
        }

        @Test
        void a_departure_that_the_store_refused_is_asked_again_until_it_is_done() {
            comeAndGo();
            world.moody().goDown();
            world.pass(Presence.GRACE.multipliedBy(3));
            assertThat(host.told()).containsExactly(ARRIVED);

            world.moody().comeBack();
            world.pass(Presence.GRACE);

            assertThat(host.told()).containsExactly(ARRIVED, DEPARTED);
        }

        @Test
        void whoever_is_given_up_by_another_server_while_connected_here_arrives_again() {
            server.follow(VIEWER, new Opening.Nothing());
            world.run();
            server.ask(new Depart(Set.of(VIEWER.user())));
            world.run();

            assertThat(host.told()).containsExactly(ARRIVED, DEPARTED, Told.of("ParticipantArrived", 13));
        }

        @Test
        void the_last_one_departs_though_nobody_is_told() {
            server.follow().unfollow(PARTY, host);
            world.pass(Presence.GRACE);

            assertThat(isHere(world, HOST)).isFalse();
            assertThat(world.timers().waiting()).isZero();
        }

        private void comeAndGo() {
            RecordingFollower follower = server.follow(VIEWER, new Opening.Nothing());
            world.run();
            server.follow().unfollow(PARTY, follower);
        }

        private void join() {
            server.ask(
                    new Join(STRANGER.user(), STRANGER.profile(), STRANGER.id(), PasswordProof.NONE, FriendProof.NONE));
            world.run();
        }
    }

    /** All three are here, as far as the store knows. */
    @Nested
    class SeveralServers {

        private final World world = World.with(pausedAt(Position.START));
        private final RecordingBackplane backplane = new RecordingBackplane();

        @Test
        void those_who_come_back_after_a_restart_are_told_to_nobody() {
            Server restarted = world.server(backplane);
            RecordingFollower host = restarted.follow(HOST, new Opening.Nothing());
            world.pass(Presence.GRACE.minus(MOMENT));
            restarted.follow(CO_HOST, new Opening.Missed(new Version(10), new Opening.Nothing()));
            restarted.follow(VIEWER, new Opening.Everything());
            world.pass(Presence.GRACE.multipliedBy(5));

            assertThat(host.told()).isEmpty();
            assertThat(world.stored().version()).isEqualTo(new Version(10));
        }

        @Test
        void those_who_do_not_come_back_after_a_restart_depart() {
            Server restarted = world.server(backplane);
            RecordingFollower host = restarted.follow(HOST, new Opening.Nothing());
            restarted.follow(CO_HOST, new Opening.Nothing());
            world.pass(Presence.GRACE);

            assertThat(host.told()).containsExactly(Told.of("ParticipantDeparted", 11));
            assertThat(isHere(world, VIEWER)).isFalse();
        }

        @Test
        void whoever_moves_to_another_server_has_not_departed() {
            Server here = world.server(backplane);
            Server there = world.server(backplane);
            RecordingFollower host = here.follow(HOST, new Opening.Nothing());
            here.follow(CO_HOST, new Opening.Nothing());
            RecordingFollower viewer = here.follow(VIEWER, new Opening.Nothing());
            world.run();
            here.follow().unfollow(PARTY, viewer);
            there.follow(VIEWER, new Opening.Nothing());
            world.pass(Turnout.ELSEWHERE_MAX.multipliedBy(3));

            assertThat(host.told()).isEmpty();
            assertThat(world.stored().version()).isEqualTo(new Version(10));
        }

        /** The pitfall: who watches over those of a server that is no more, while others still are in the party? */
        @Test
        void those_of_a_server_that_died_depart_though_others_are_connected_elsewhere() {
            Server here = world.server(backplane);
            Server dying = world.server(backplane);
            here.follow(HOST, new Opening.Nothing());
            dying.follow(CO_HOST, new Opening.Nothing());
            dying.follow(VIEWER, new Opening.Nothing());
            world.pass(Presence.GRACE.multipliedBy(2));
            dying.crash();
            world.pass(Turnout.ELSEWHERE_MAX);

            assertThat(isHere(world, HOST)).isTrue();
            assertThat(isHere(world, CO_HOST)).isFalse();
            assertThat(isHere(world, VIEWER)).isFalse();
        }

        @Test
        void those_who_arrived_on_a_server_that_died_depart_too() {
            World absent = World.with(away(pausedAt(Position.START), VIEWER));
            Server here = absent.server(backplane);
            Server dying = absent.server(backplane);
            here.follow(HOST, new Opening.Nothing());
            here.follow(CO_HOST, new Opening.Nothing());
            dying.follow(VIEWER, new Opening.Nothing());
            absent.pass(Presence.GRACE.multipliedBy(2));
            assertThat(isHere(absent, VIEWER)).isTrue();

            dying.crash();
            absent.pass(Turnout.ELSEWHERE_MAX);

            assertThat(isHere(absent, VIEWER)).isFalse();
        }

        @Test
        void nobody_departs_while_the_board_does_not_know() {
            MoodyBoard board = new MoodyBoard(world.presence());
            board.lose();
            FollowParty<Told> follow = follow(board);
            RecordingFollower host = RecordingFollower.of(HOST);
            follow.follow(PARTY, host, new Opening.Nothing());
            world.pass(Presence.GRACE.multipliedBy(3));
            assertThat(host.told()).isEmpty();

            board.recover();
            world.pass(Presence.GRACE);

            assertThat(host.told())
                    .containsExactly(Told.of("ParticipantDeparted", 11), Told.of("ParticipantDeparted", 12));
        }

        @Test
        void a_board_that_fails_keeps_nothing_else_from_being_done() {
            FollowParty<Told> follow = follow(new BrokenBoard());
            RecordingFollower host = RecordingFollower.of(HOST);
            RecordingFollower viewer = RecordingFollower.of(VIEWER);
            follow.follow(PARTY, host, new Opening.Everything());
            follow.follow(PARTY, viewer, new Opening.Nothing());
            world.pass(Presence.GRACE);
            follow.unfollow(PARTY, viewer);
            world.pass(Presence.GRACE);

            assertThat(host.told()).startsWith(Told.of("snapshot for ann with 1 connected", 10));
            follow.unfollow(PARTY, host);
            world.pass(Presence.GRACE);
            follow.sweep();
            assertThat(follow.followedParties()).isZero();
        }

        private FollowParty<Told> follow(PresenceBoard board) {
            Server server = world.server(backplane);
            FollowParty<Told> follow = new FollowParty<>(new FollowParty.Means<>(
                    world.moody(),
                    world.store(),
                    board,
                    new Told.Words(),
                    server.commands(),
                    world.workplace(),
                    FollowParty.HOST_GRACE));
            backplane.subscribe(follow);
            return follow;
        }
    }

    private static boolean isHere(World world, Participant participant) {
        return world.stored()
                .participants()
                .find(participant.user())
                .filter(Participant::isHere)
                .isPresent();
    }

    private static final class BrokenBoard implements PresenceBoard {

        @Override
        public void post(PartyId party, Map<UserId, ParticipantStatus> connected) {
            throw broken();
        }

        @Override
        public Map<UserId, ParticipantStatus> connected(PartyId party) {
            throw broken();
        }

        @Override
        public Optional<Map<PartyId, Set<UserId>>> rollCall(Set<PartyId> parties) {
            throw broken();
        }

        private static IllegalStateException broken() {
            return new IllegalStateException("this board is broken on purpose");
        }
    }
}
