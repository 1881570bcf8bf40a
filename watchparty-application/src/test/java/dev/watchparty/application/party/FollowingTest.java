package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchparty.application.party.World.Server;
import dev.watchparty.application.port.Follower.Farewell;
import dev.watchparty.application.port.StoreUnavailableException;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.party.ChatCommand.Say;
import dev.watchparty.domain.party.FriendProof;
import dev.watchparty.domain.party.MembershipCommand.End;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.MembershipCommand.Leave;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.PasswordProof;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Position;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FollowingTest {

    private static final Seek SEEK = new Seek(HOST.user(), new Position(1_000), LEAD);

    private final World world = World.with(pausedAt(Position.START));
    private final RecordingBackplane backplane = new RecordingBackplane();
    private final Server server = world.server(backplane);

    @Test
    void begins_with_nothing_when_nothing_was_asked_for() {
        RecordingFollower follower = server.follow(HOST, new Opening.Nothing());
        world.run();

        assertThat(follower.told()).isEmpty();
        assertThat(follower.farewells()).isEmpty();
    }

    @Test
    void begins_with_everything() {
        RecordingFollower follower = server.follow(VIEWER, new Opening.Everything());
        world.run();

        assertThat(follower.told()).containsExactly(Told.of("snapshot for cleo with 1 connected", 10));
    }

    @Test
    void begins_with_the_state() {
        RecordingFollower follower = server.follow(HOST, new Opening.State());
        world.run();

        assertThat(follower.told()).containsExactly(Told.of("state", 10));
    }

    @Test
    void a_return_from_another_server_that_was_ahead_begins_no_earlier_than_it_had_come() {
        server.follow(HOST, new Opening.Nothing());
        world.run();
        world.server(world.store(), new RecordingBackplane()).ask(SEEK);
        world.run();

        RecordingFollower late = server.follow(VIEWER, new Opening.Missed(new Version(11), new Opening.State()));
        world.run();

        assertThat(late.told()).containsExactly(Told.of("state", 11));
    }

    @Test
    void is_told_each_event_once_and_in_order() {
        RecordingFollower host = server.follow(HOST, new Opening.State());
        RecordingFollower viewer = server.follow(VIEWER, new Opening.Nothing());
        server.ask(SEEK);
        server.ask(new Say(VIEWER.user(), new MessageId(new UUID(1, 1)), new ChatText("hi")));
        world.run();
        server.ask(SEEK);
        world.run();

        assertThat(viewer.told())
                .containsExactly(Told.of("Sought", 11), Told.of("MessageSent", 12), Told.of("Sought", 13));
        assertThat(host.told())
                .containsExactly(
                        Told.of("state", 10), Told.of("Sought", 11), Told.of("MessageSent", 12), Told.of("Sought", 13));
    }

    /** The pitfall: one connection for each user, so that a second tab makes the first deaf. */
    @Test
    void every_connection_of_a_person_is_told() {
        RecordingFollower first = server.follow(HOST, new Opening.Nothing());
        RecordingFollower second = server.follow(HOST, new Opening.Nothing());
        server.ask(SEEK);
        world.run();

        assertThat(first.told()).containsExactly(Told.of("Sought", 11));
        assertThat(second.told()).containsExactly(Told.of("Sought", 11));
        assertThat(server.words().audiences()).containsExactly(2);
    }

    /** The pitfall: the late close of an old connection removes the new one. */
    @Test
    void the_late_close_of_an_old_connection_leaves_the_new_one_told() {
        RecordingFollower old = server.follow(HOST, new Opening.Nothing());
        RecordingFollower young = server.follow(HOST, new Opening.Nothing());
        server.follow().unfollow(PARTY, old);
        server.follow().unfollow(PARTY, old);
        server.ask(SEEK);
        world.run();

        assertThat(old.told()).isEmpty();
        assertThat(young.told()).containsExactly(Told.of("Sought", 11));
        assertThat(server.presence().connected(PARTY)).containsOnlyKeys(HOST.user());
    }

    @Test
    void hears_nothing_of_another_party() {
        RecordingFollower follower = server.follow(HOST, new Opening.Nothing());
        world.run();

        server.follow().onEvents(new PartyId(new UUID(0, 99)), world.historyAfter(0));
        world.run();

        assertThat(follower.told()).isEmpty();
    }

    @Test
    void a_question_is_answered_between_the_events() {
        RecordingFollower follower = server.follow(HOST, new Opening.Nothing());
        server.ask(SEEK);
        world.run();
        server.follow().answer(PARTY, follower, new Opening.State());
        world.run();
        server.ask(SEEK);
        world.run();

        assertThat(follower.told()).containsExactly(Told.of("Sought", 11), Told.of("state", 11), Told.of("Sought", 12));
    }

    @Test
    void a_question_of_somebody_who_does_not_follow_is_not_answered() {
        server.follow(HOST, new Opening.Nothing());
        world.run();
        RecordingFollower other = RecordingFollower.of(VIEWER);

        server.follow().answer(PARTY, other, new Opening.State());
        server.follow().answer(new PartyId(new UUID(0, 99)), other, new Opening.State());
        world.run();

        assertThat(other.told()).isEmpty();
    }

    @Test
    void a_stranger_is_sent_away() {
        assertSentAway(RecordingFollower.of(STRANGER), Farewell.NOT_PARTICIPATING);
    }

    @Test
    void whoever_left_is_sent_away() {
        World without = World.with(without(pausedAt(Position.START), VIEWER));
        RecordingFollower follower = without.server(backplane).follow(VIEWER, new Opening.State());
        without.run();

        assertThat(follower.farewells()).containsExactly(Farewell.NOT_PARTICIPATING);
    }

    @Test
    void nobody_follows_a_party_that_has_ended() {
        World over = World.with(ended(pausedAt(Position.START), NOON));
        Server late = over.server(backplane);
        RecordingFollower follower = late.follow(HOST, new Opening.State());
        over.run();

        assertThat(follower.farewells()).containsExactly(Farewell.PARTY_ENDED);
        assertThat(follower.told()).isEmpty();
        assertThat(late.follow().refusal(PARTY, HOST.user())).contains(Farewell.PARTY_ENDED);
    }

    @Test
    void nobody_follows_a_party_that_there_is_not() {
        PartyId nowhere = new PartyId(new UUID(0, 99));
        RecordingFollower follower = RecordingFollower.of(HOST);
        server.follow().follow(nowhere, follower, new Opening.State());
        world.run();

        assertThat(follower.farewells()).containsExactly(Farewell.UNKNOWN_PARTY);
        assertThat(server.follow().refusal(nowhere, HOST.user())).contains(Farewell.UNKNOWN_PARTY);
    }

    @Test
    void nobody_follows_while_the_store_is_down_and_everybody_may_when_it_is_back() {
        world.moody().goDown();
        assertSentAway(RecordingFollower.of(HOST), Farewell.UNAVAILABLE);
        assertThatThrownBy(() -> server.follow().refusal(PARTY, HOST.user()))
                .isInstanceOf(StoreUnavailableException.class);

        world.moody().comeBack();
        RecordingFollower again = server.follow(HOST, new Opening.State());
        world.run();

        assertThat(again.told()).containsExactly(Told.of("state", 10));
    }

    private void assertSentAway(RecordingFollower follower, Farewell farewell) {
        server.follow(follower, new Opening.Everything());
        world.run();
        server.ask(SEEK);
        world.run();

        assertThat(follower.farewells()).containsExactly(farewell);
        assertThat(follower.told()).isEmpty();
        assertThat(server.presence().connected(PARTY)).isEmpty();
    }

    @Test
    void whether_somebody_may_follow_is_known_without_the_store_once_somebody_does() {
        server.follow(HOST, new Opening.Nothing());
        world.run();
        int finds = world.moody().finds();

        assertThat(server.follow().refusal(PARTY, VIEWER.user())).isEmpty();

        assertThat(world.moody().finds()).isEqualTo(finds);
        assertThat(server.follow().refusal(PARTY, STRANGER.user())).contains(Farewell.NOT_PARTICIPATING);
    }

    @Test
    void whoever_just_joined_on_another_server_may_follow() {
        RecordingFollower host = server.follow(HOST, new Opening.Nothing());
        world.run();
        Server other = world.server(world.store(), new RecordingBackplane());
        other.ask(new Join(STRANGER.user(), STRANGER.profile(), STRANGER.id(), PasswordProof.NONE, FriendProof.NONE));
        world.run();
        assertThat(host.told()).isEmpty();

        assertThat(server.follow().refusal(PARTY, STRANGER.user())).isEmpty();
        RecordingFollower newcomer = server.follow(STRANGER, new Opening.State());
        world.run();

        assertThat(newcomer.told()).containsExactly(Told.of("state", 11));
        assertThat(host.told()).containsExactly(Told.of("ParticipantJoined", 11));
    }

    /** The pitfall: whoever departed keeps the socket and its powers. */
    @Test
    void all_connections_of_whoever_leaves_are_dismissed_and_nobody_elses() {
        RecordingFollower host = server.follow(HOST, new Opening.Nothing());
        RecordingFollower first = server.follow(VIEWER, new Opening.Nothing());
        RecordingFollower second = server.follow(VIEWER, new Opening.Nothing());
        world.run();
        server.ask(new Leave(VIEWER.user()));
        server.ask(SEEK);
        world.run();

        assertThat(first.farewells()).containsExactly(Farewell.LEFT);
        assertThat(second.farewells()).containsExactly(Farewell.LEFT);
        assertThat(first.told()).containsExactly(Told.of("ParticipantLeft", 11));
        assertThat(host.farewells()).isEmpty();
        assertThat(host.versions()).hasSize(2);
        assertThat(server.presence().connected(PARTY)).containsOnlyKeys(HOST.user());
    }

    @Test
    void whoever_leaves_by_another_server_is_dismissed_here() {
        RecordingFollower viewer = server.follow(VIEWER, new Opening.Nothing());
        world.run();
        world.server(world.store(), backplane).ask(new Leave(VIEWER.user()));
        world.run();

        assertThat(viewer.farewells()).containsExactly(Farewell.LEFT);
    }

    @Test
    void the_end_is_told_to_all_and_dismisses_all() {
        RecordingFollower host = server.follow(HOST, new Opening.Nothing());
        RecordingFollower viewer = server.follow(VIEWER, new Opening.Nothing());
        world.run();
        server.ask(new End(HOST.user()));
        world.run();

        assertThat(host.farewells()).containsExactly(Farewell.PARTY_ENDED);
        assertThat(viewer.farewells()).containsExactly(Farewell.PARTY_ENDED);
        assertThat(viewer.told()).containsExactly(Told.of("PartyEnded", 11));
        assertThat(server.presence().connected(PARTY)).isEmpty();
        assertThat(world.timers().waiting()).isZero();
    }

    @Test
    void a_follower_that_cannot_be_told_keeps_nobody_else_from_being_told() {
        RecordingFollower first = server.follow(HOST, new Opening.Nothing());
        RecordingFollower broken = server.follow(RecordingFollower.of(CO_HOST).broken(), new Opening.Nothing());
        RecordingFollower last = server.follow(VIEWER, new Opening.Nothing());
        server.ask(SEEK);
        server.ask(SEEK);
        world.run();

        assertThat(first.versions()).hasSize(2);
        assertThat(last.told()).containsExactly(Told.of("Sought", 11), Told.of("Sought", 12));
        assertThat(broken.told()).isEmpty();
    }

    @Test
    void a_follower_that_cannot_be_told_is_dismissed_once_and_not_counted_as_connected() {
        RecordingFollower broken = server.follow(RecordingFollower.of(CO_HOST).broken(), new Opening.State());
        world.run();
        server.ask(SEEK);
        world.run();

        assertThat(broken.farewells()).containsExactly(Farewell.UNAVAILABLE);
        assertThat(server.presence().connected(PARTY)).isEmpty();
    }

    @Test
    void a_newcomer_is_welcome_though_another_follower_cannot_be_told_of_it() {
        server.follow(RecordingFollower.of(CO_HOST).broken(), new Opening.Nothing());
        RecordingFollower newcomer = server.follow(VIEWER, new Opening.State());
        world.run();

        assertThat(newcomer.told()).containsExactly(Told.of("state", 10));
    }
}
