package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.party.World.Server;
import dev.watchparty.application.port.PresenceBoard;
import dev.watchparty.domain.participant.Courtesy;
import dev.watchparty.domain.party.MembershipCommand.Leave;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.Settings;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.party.WaitingCommand.SetCourtesy;
import dev.watchparty.domain.party.WaitingPolicy;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pitfall: one slow line, and whoever has it sees the film in pieces, or everybody waits for ever. */
class FairWaitingTest {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final ParticipantStatus BUFFERING = ParticipantStatus.NEW.withBuffering(true);
    private static final Told HELD = Told.of("HoldStarted", 11);
    private static final Told RELEASED = Told.of("HoldReleased", 12);

    private final RecordingBackplane backplane = new RecordingBackplane();

    @Test
    void the_film_waits_for_whoever_has_had_to_wait_for_a_second() {
        World world = World.with(waiting(/* quorumPercent= */ 100));
        Server server = world.server(backplane);
        RecordingFollower viewer = everybody(server);
        world.run();
        server.follow().report(PARTY, viewer, BUFFERING);
        world.pass(Reports.STALL_MIN.minus(MOMENT));
        assertThat(world.stored().isHeld()).isFalse();

        world.pass(MOMENT);

        assertThat(world.stored().isHeld()).isTrue();
        assertThat(events(viewer)).containsExactly(HELD);
    }

    @Test
    void the_film_waits_for_nobody_who_had_to_wait_for_less() {
        World world = World.with(waiting(/* quorumPercent= */ 100));
        Server server = world.server(backplane);
        RecordingFollower viewer = everybody(server);
        for (int stall = 0; stall < 10; stall++) {
            server.follow().report(PARTY, viewer, BUFFERING);
            world.pass(Reports.STALL_MIN.minus(MOMENT));
            server.follow().report(PARTY, viewer, ParticipantStatus.NEW);
            world.pass(MOMENT);
        }

        assertThat(world.stored().version()).isEqualTo(new Version(10));
    }

    @Test
    void it_goes_on_as_soon_as_they_are_ready() {
        World world = World.with(waiting(/* quorumPercent= */ 100));
        Server server = world.server(backplane);
        RecordingFollower viewer = held(world, server);
        world.pass(Duration.ofSeconds(4));
        server.follow().report(PARTY, viewer, ParticipantStatus.NEW);
        world.run();

        assertThat(events(viewer)).containsExactly(HELD, RELEASED);
        assertThat(world.stored().timeline().isPlaying()).isTrue();
        assertThat(world.stored().proceedings().waiting().spentBy(VIEWER.user()))
                .isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void it_goes_on_at_the_deadline_and_does_not_wait_for_them_again() {
        World world = World.with(waiting(/* quorumPercent= */ 100));
        Server server = world.server(backplane);
        RecordingFollower viewer = held(world, server);
        world.pass(DEADLINE.minus(MOMENT));
        assertThat(world.stored().isHeld()).isTrue();

        world.pass(MOMENT);
        assertThat(events(viewer)).containsExactly(HELD, RELEASED);
        world.pass(Duration.ofMinutes(5));

        assertThat(events(viewer)).containsExactly(HELD, RELEASED);
    }

    @Test
    void it_goes_on_when_they_leave() {
        World world = World.with(waiting(/* quorumPercent= */ 100));
        Server server = world.server(backplane);
        held(world, server);
        server.ask(new Leave(VIEWER.user()));
        world.run();

        assertThat(world.stored().isHeld()).isFalse();
        assertThat(world.stored().timeline().isPlaying()).isTrue();
    }

    @Test
    void it_goes_on_when_their_connection_is_gone() {
        World world = World.with(waiting(/* quorumPercent= */ 100));
        Server server = world.server(backplane);
        RecordingFollower viewer = held(world, server);
        server.follow().unfollow(PARTY, viewer);
        world.run();

        assertThat(world.stored().isHeld()).isFalse();
    }

    @Test
    void it_goes_on_when_they_do_not_want_to_be_waited_for() {
        World world = World.with(waiting(/* quorumPercent= */ 100));
        Server server = world.server(backplane);
        held(world, server);
        server.ask(new SetCourtesy(VIEWER.user(), Courtesy.GO_ON));
        world.run();

        assertThat(world.stored().isHeld()).isFalse();
    }

    @Test
    void it_waits_for_nobody_while_enough_can_play() {
        World world = World.with(waiting(/* quorumPercent= */ 60));
        Server server = world.server(backplane);
        RecordingFollower viewer = everybody(server);
        server.follow().report(PARTY, viewer, BUFFERING);
        world.pass(Duration.ofMinutes(1));

        assertThat(world.stored().version()).isEqualTo(new Version(10));
    }

    @Test
    void it_waits_for_nobody_where_the_policy_is_off() {
        World world = World.with(playingFrom(Position.START));
        Server server = world.server(backplane);
        RecordingFollower viewer = everybody(server);
        server.follow().report(PARTY, viewer, BUFFERING);
        world.pass(Duration.ofMinutes(1));

        assertThat(world.stored().version()).isEqualTo(new Version(10));
        assertThat(world.timers().waiting()).isEqualTo(1); // The end of the film.
    }

    @Test
    void it_waits_for_those_of_several_servers_until_the_last_is_ready() {
        World world = World.with(waiting(/* quorumPercent= */ 100));
        Server here = world.server(backplane);
        Server there = world.server(backplane);
        here.follow(HOST, new Opening.Nothing());
        RecordingFollower viewer = here.follow(VIEWER, new Opening.Nothing());
        RecordingFollower coHost = there.follow(CO_HOST, new Opening.Nothing());
        here.follow().report(PARTY, viewer, BUFFERING);
        there.follow().report(PARTY, coHost, BUFFERING);
        world.pass(Duration.ofSeconds(3));
        here.follow().report(PARTY, viewer, ParticipantStatus.NEW);
        world.pass(Duration.ofSeconds(3));
        assertThat(world.stored().isHeld()).isTrue();

        there.follow().report(PARTY, coHost, ParticipantStatus.NEW);
        world.pass(Duration.ofSeconds(3));

        assertThat(world.stored().isHeld()).isFalse();
        assertThat(events(viewer)).containsExactly(HELD, RELEASED);
        assertThat(events(coHost)).containsExactly(HELD, RELEASED);
    }

    /** The board is late: a server that hears of the hold has just read that nobody waits. */
    @Test
    void it_is_not_undone_by_a_server_that_has_not_heard_yet_for_whom_it_is() {
        World world = World.with(waiting(/* quorumPercent= */ 100));
        Server here = world.server(backplane);
        Server there = world.server(backplane);
        here.follow(HOST, new Opening.Nothing());
        RecordingFollower viewer = there.follow(VIEWER, new Opening.Nothing());
        there.follow().report(PARTY, viewer, ParticipantStatus.NEW.withHidden(true));
        world.run();
        there.follow().report(PARTY, viewer, BUFFERING); // The board is told of it a second after the last news.
        world.pass(Duration.ofMillis(500));
        here.follow(CO_HOST, new Opening.Everything()); // Who greets reads the board.
        world.pass(Duration.ofMillis(500));

        assertThat(events(viewer)).containsExactly(HELD);
        world.pass(Duration.ofSeconds(9));
        assertThat(events(viewer)).containsExactly(HELD);
        there.follow().report(PARTY, viewer, ParticipantStatus.NEW);
        world.run();
        assertThat(events(viewer)).containsExactly(HELD, RELEASED);
    }

    /** Neither server knows yet that the other's is ready, and both look again. */
    @Test
    void it_goes_on_soon_when_those_of_several_servers_are_ready_at_once() {
        World world = World.with(waiting(/* quorumPercent= */ 100));
        Server here = world.server(backplane);
        Server there = world.server(backplane);
        here.follow(HOST, new Opening.Nothing());
        RecordingFollower viewer = here.follow(VIEWER, new Opening.Nothing());
        RecordingFollower coHost = there.follow(CO_HOST, new Opening.Nothing());
        here.follow().report(PARTY, viewer, BUFFERING);
        there.follow().report(PARTY, coHost, BUFFERING);
        world.pass(Duration.ofMillis(2_700));
        here.follow().report(PARTY, viewer, ParticipantStatus.NEW);
        there.follow().report(PARTY, coHost, ParticipantStatus.NEW);
        world.pass(Duration.ofSeconds(3));

        assertThat(world.stored().isHeld()).isFalse();
    }

    /** The board is late: when the other server asked for nothing more, it still took others to be waiting. */
    @Test
    void it_goes_on_soon_after_the_board_shows_that_those_of_another_server_are_ready() {
        World world = World.with(waiting(/* quorumPercent= */ 100));
        PresenceBoard elsewhere = world.presence().neighbour();
        elsewhere.post(PARTY, Map.of(CO_HOST.user(), BUFFERING));
        Server here = world.server(backplane);
        here.follow(HOST, new Opening.Nothing());
        RecordingFollower viewer = here.follow(VIEWER, new Opening.Nothing());
        here.follow().report(PARTY, viewer, BUFFERING);
        world.pass(Duration.ofSeconds(3));
        here.follow().report(PARTY, viewer, ParticipantStatus.NEW);
        world.pass(Duration.ofSeconds(3));
        assertThat(world.stored().isHeld()).isTrue();

        elsewhere.post(PARTY, Map.of(CO_HOST.user(), ParticipantStatus.NEW));
        world.pass(Duration.ofSeconds(1));

        assertThat(world.stored().isHeld()).isFalse();
    }

    @Test
    void a_hold_that_the_store_refused_begins_when_it_is_back() {
        World world = World.with(waiting(/* quorumPercent= */ 100));
        Server server = world.server(backplane);
        RecordingFollower viewer = everybody(server);
        world.run();
        server.follow().report(PARTY, viewer, BUFFERING);
        world.run();
        world.moody().goDown();
        world.pass(Duration.ofSeconds(10));
        world.moody().comeBack();
        world.pass(Asked.RETRY);

        assertThat(world.stored().isHeld()).isTrue();
    }

    private static RecordingFollower held(World world, Server server) {
        RecordingFollower viewer = everybody(server);
        server.follow().report(PARTY, viewer, BUFFERING);
        world.pass(Reports.STALL_MIN);
        assertThat(world.stored().isHeld()).isTrue();
        return viewer;
    }

    /** They all connect. */
    private static RecordingFollower everybody(Server server) {
        server.follow(HOST, new Opening.Nothing());
        server.follow(CO_HOST, new Opening.Nothing());
        return server.follow(VIEWER, new Opening.Nothing());
    }

    private static List<Told> events(RecordingFollower follower) {
        return follower.told().stream().filter(Told::isEvent).toList();
    }

    private static Party waiting(int quorumPercent) {
        WaitingPolicy policy = new WaitingPolicy(/* isOn= */ true, DEADLINE, quorumPercent, WaitingPolicy.DEADLINE_MAX);
        return with(
                playingFrom(Position.START),
                settings -> new Settings(
                        settings.title(),
                        settings.visibility(),
                        settings.capacity(),
                        settings.protection(),
                        settings.history(),
                        policy,
                        settings.policy()));
    }
}
