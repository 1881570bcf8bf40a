package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.party.World.Server;
import dev.watchparty.domain.party.FriendProof;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.MembershipCommand.Leave;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.PasswordProof;
import dev.watchparty.domain.party.PlaybackCommand.Pause;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.party.PlaybackCommand.Skip;
import dev.watchparty.domain.party.Rejection;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Position;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The pitfall: no command id, so that whoever repeats a command for want of an answer does it twice. */
class RepeatedCommandsTest {

    private static final PartyCommand SEEK = new Seek(HOST.user(), new Position(60_000), LEAD);
    private static final PartyCommand NEXT = new Skip(HOST.user(), null, LEAD);

    private final World world = World.with(pausedAt(Position.START));
    private final RecordingBackplane backplane = new RecordingBackplane();
    private final Server server = world.server(backplane);

    @Test
    void in_one_batch_are_done_once_and_answered_with_the_first_version() {
        CompletableFuture<Outcome> first = server.ask(SEEK, HOST, "a");
        server.ask(new Seek(HOST.user(), new Position(1_000), LEAD));
        CompletableFuture<Outcome> again = server.ask(SEEK, HOST, "a");
        world.run();

        assertDone(first, 11);
        assertDone(again, 11);
        assertThat(world.stored().version()).isEqualTo(new Version(12));
        assertThat(world.stored().positionAt(world.clock().instant())).isEqualTo(new Position(1_000));
    }

    @Test
    void in_a_later_batch_are_answered_with_the_first_version_and_the_present_party() {
        server.ask(SEEK, HOST, "a");
        world.run();
        server.ask(new Seek(HOST.user(), new Position(1_000), LEAD));
        world.run();
        CompletableFuture<Outcome> again = server.ask(SEEK, HOST, "a");
        world.run();

        assertThat(again).isCompletedWithValue(new Outcome.Done(new Version(11), world.stored()));
        assertThat(backplane.versions()).containsExactly(11L, 12L);
    }

    @Test
    void on_another_server_are_done_once() {
        Server other = world.server(backplane);
        server.ask(SEEK, HOST, "a");
        world.run();

        CompletableFuture<Outcome> again = other.ask(SEEK, HOST, "a");
        world.run();

        assertDone(again, 11);
        assertThat(world.stored().version()).isEqualTo(new Version(11));
    }

    @Test
    void at_the_same_moment_on_two_servers_are_done_once() {
        Server other = world.server(world.store(), backplane);
        CompletableFuture<Outcome> here = server.ask(SEEK, HOST, "a");
        CompletableFuture<Outcome> there = other.ask(SEEK, HOST, "a");
        world.moody().beforeNextAppend(world::run); // The other's batch runs within this one's append.
        world.run();

        assertDone(there, 11);
        assertDone(here, 11);
        assertThat(world.stored().version()).isEqualTo(new Version(11));
    }

    @Test
    void after_a_crash_are_done_once() {
        server.ask(SEEK, HOST, "a");
        world.run();

        CompletableFuture<Outcome> again = world.server(backplane).ask(SEEK, HOST, "a");
        world.run();

        assertDone(again, 11);
        assertThat(world.historyAfter(10)).hasSize(1);
    }

    @Test
    void of_what_had_nothing_to_do_still_do_nothing_later() {
        CompletableFuture<Outcome> first = server.ask(new Pause(HOST.user(), null), HOST, "a");
        world.run();
        server.ask(NEXT);
        world.run();
        CompletableFuture<Outcome> again = server.ask(new Pause(HOST.user(), null), HOST, "a");
        world.run();

        assertDone(first, 10);
        assertDone(again, 10);
        assertThat(world.stored().timeline().isPlaying()).isTrue();
    }

    @Test
    void are_known_though_the_party_would_refuse_them_by_now() {
        server.ask(NEXT, HOST, "a");
        server.ask(NEXT, HOST, "b");
        world.run();

        CompletableFuture<Outcome> again = server.ask(NEXT, HOST, "b");
        CompletableFuture<Outcome> third = server.ask(NEXT, HOST, "c");
        world.run();

        assertDone(again, 12);
        assertThat(third).isCompletedWithValue(new Outcome.Refused(new Rejection.NoNextItem()));
    }

    @Test
    void are_known_on_another_server_though_the_actor_has_left_since() {
        server.ask(new Leave(CO_HOST.user()), CO_HOST, "bye");
        world.run();

        CompletableFuture<Outcome> again = world.server(backplane).ask(new Leave(CO_HOST.user()), CO_HOST, "bye");
        world.run();

        assertDone(again, 11);
    }

    @Test
    void stand_beside_others_in_one_batch() {
        server.ask(NEXT, HOST, "a");
        server.ask(NEXT, HOST, "b");
        world.run();

        CompletableFuture<Outcome> before = server.ask(SEEK);
        CompletableFuture<Outcome> again = server.ask(NEXT, HOST, "b");
        CompletableFuture<Outcome> after = server.ask(SEEK, HOST, "c");
        world.run();

        assertDone(before, 13);
        assertDone(again, 12);
        assertDone(after, 14);
    }

    @Test
    void with_the_id_of_somebody_elses_command_are_other_commands() {
        CompletableFuture<Outcome> hosts = server.ask(SEEK, HOST, "a");
        CompletableFuture<Outcome> coHosts =
                server.ask(new Seek(CO_HOST.user(), new Position(1_000), LEAD), CO_HOST, "a");
        world.run();

        assertDone(hosts, 11);
        assertDone(coHosts, 12);
    }

    @Test
    void may_be_accepted_later_when_they_were_refused_at_first() {
        PartyCommand seek = new Seek(STRANGER.user(), new Position(1_000), LEAD);
        CompletableFuture<Outcome> refused = server.ask(seek, STRANGER, "a");
        world.run();
        server.ask(new Join(STRANGER.user(), STRANGER.profile(), STRANGER.id(), PasswordProof.NONE, FriendProof.NONE));
        server.ask(new Leave(HOST.user()));
        server.ask(new Leave(CO_HOST.user()));
        server.ask(new Leave(VIEWER.user()));
        world.run();
        CompletableFuture<Outcome> accepted = server.ask(seek, STRANGER, "a");
        world.run();

        assertThat(refused).isCompletedWithValue(new Outcome.Refused(new Rejection.NotParticipating()));
        assertThat(world.stored().host()).isEqualTo(STRANGER.user());
        assertDone(accepted, world.stored().version().value());
    }

    private static void assertDone(CompletableFuture<Outcome> outcome, long version) {
        assertThat(outcome)
                .isCompletedWithValueMatching(
                        result -> result instanceof Outcome.Done done
                                && done.version().equals(new Version(version)),
                        "done at version " + version);
    }
}
