package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.named;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.fixtures.SequentialCodes;
import dev.watchparty.application.party.World.Server;
import dev.watchparty.domain.participant.Attendance;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyEvent.ParticipantDeparted;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The pitfall: a server dies, and its people are in their parties for ever. */
class SweepingGhostsTest {

    private static final Duration MOMENT = Duration.ofMillis(1);

    @Test
    void everybody_departs_from_a_party_that_nobody_is_connected_to() {
        World world = World.with(pausedAt(Position.START));
        sweep(world);

        assertThat(world.historyAfter(10))
                .extracting("event")
                .containsExactly(
                        new ParticipantDeparted(HOST.user(), NOON),
                        new ParticipantDeparted(CO_HOST.user(), NOON),
                        new ParticipantDeparted(VIEWER.user(), NOON));
        sweep(world);
        assertThat(world.stored().version()).isEqualTo(new Version(13));
    }

    @Test
    void nobody_departs_from_a_party_that_somebody_is_connected_to() {
        World world = World.with(pausedAt(Position.START));
        world.presence().neighbour().post(PARTY, Map.of(VIEWER.user(), ParticipantStatus.NEW));
        sweep(world);

        assertThat(world.stored().version()).isEqualTo(new Version(10));
    }

    @Test
    void nobody_departs_while_the_board_does_not_know() {
        World world = World.with(pausedAt(Position.START));
        MoodyBoard board = new MoodyBoard(world.presence());
        SweepGhosts sweep = ghosts(world, board);
        board.lose();
        sweep.sweep();
        world.run();
        assertThat(world.stored().version()).isEqualTo(new Version(10));

        board.recover();
        sweep.sweep();
        world.run();

        assertThat(world.stored().participants().hereCount()).isZero();
    }

    @Test
    void whoever_came_within_the_last_minute_may_be_about_to_connect() {
        Participant newcomer = VIEWER.withAttendance(new Attendance.Here(NOON));
        World world = World.with(with(pausedAt(Position.START), newcomer));
        world.pass(SweepGhosts.UNSEEN_MAX.minus(MOMENT));
        sweep(world);
        assertThat(world.stored().participants().here()).containsExactly(newcomer);

        world.pass(MOMENT);
        sweep(world);

        assertThat(world.stored().participants().here()).isEmpty();
    }

    @Test
    void nobody_departs_from_a_party_that_is_over() {
        World world = World.with(ended(pausedAt(Position.START), NOON));
        sweep(world);

        assertThat(world.stored().version()).isEqualTo(new Version(10));
    }

    @Test
    void goes_through_all_parties_page_by_page_and_begins_again() {
        int parties = 2 * SweepGhosts.PARTIES_PER_PAGE + 1;
        World world = World.with(pausedAt(Position.START));
        SequentialCodes codes = new SequentialCodes(1);
        for (int number = 2; number <= parties; number++) {
            world.store().create(named(pausedAt(Position.START), new PartyId(new UUID(7, number)), codes.next()));
        }
        SweepGhosts sweep = ghosts(world, new MoodyBoard(world.presence()));
        sweep.sweep();
        world.run();
        assertThat(swept(world, parties)).isEqualTo(SweepGhosts.PARTIES_PER_PAGE);
        sweep.sweep();
        world.run();
        sweep.sweep();
        world.run();
        assertThat(swept(world, parties)).isEqualTo(parties);

        Party young = named(pausedAt(Position.START), new PartyId(new UUID(0, 1)), codes.next());
        world.store().create(young);
        sweep.sweep();
        world.run();

        assertThat(world.store().find(young.id()).orElseThrow().participants().hereCount())
                .isZero();
    }

    private static long swept(World world, int parties) {
        return LongStream.rangeClosed(1, parties)
                .mapToObj(number -> number == 1 ? PARTY : new PartyId(new UUID(7, number)))
                .filter(id ->
                        world.store().find(id).orElseThrow().participants().hereCount() == 0)
                .count();
    }

    private static void sweep(World world) {
        ghosts(world, new MoodyBoard(world.presence())).sweep();
        world.run();
    }

    private static SweepGhosts ghosts(World world, MoodyBoard board) {
        Server server = world.server(new RecordingBackplane());
        return new SweepGhosts(world.moody(), board, server.commands(), world.clock());
    }
}
