package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.watchparty.application.party.World.Server;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.party.Action;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.PlaybackCommand.Pause;
import dev.watchparty.domain.party.PlaybackCommand.Play;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Rejection;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommandingTest {

    private final World world = World.with(pausedAt(Position.START));
    private final RecordingBackplane backplane = new RecordingBackplane();
    private final Server server = world.server(backplane);

    @Test
    void decides_in_order_and_stores_a_batch_at_once() {
        List<CompletableFuture<Outcome>> outcomes =
                IntStream.rangeClosed(1, 5).mapToObj(this::seek).toList();

        world.run();

        assertThat(world.moody().appends()).hasSize(1);
        assertThat(world.stored().timeline()).isEqualTo(new Timeline.Paused(new Position(5_000), Rate.NORMAL));
        assertThat(world.stored().version()).isEqualTo(new Version(15));
        assertThat(outcomes.stream().map(CommandingTest::version)).containsExactly(11L, 12L, 13L, 14L, 15L);
        assertThat(backplane.versions()).containsExactly(11L, 12L, 13L, 14L, 15L);
    }

    @Test
    void stores_no_more_than_a_batch_at_once() {
        IntStream.rangeClosed(1, Inbox.BATCH_MAX + 1).forEach(this::seek);

        world.run();

        assertThat(world.moody().appends()).hasSize(2);
        assertThat(world.stored().version()).isEqualTo(new Version(10 + Inbox.BATCH_MAX + 1));
    }

    @Test
    void decides_each_command_on_what_the_one_before_made_of_the_party() {
        CompletableFuture<Outcome> play = server.ask(new Play(HOST.user(), null, Duration.ZERO));
        CompletableFuture<Outcome> pause = server.ask(new Pause(HOST.user(), new Position(1_500)));
        world.run();

        assertThat(version(play)).isEqualTo(11);
        assertThat(version(pause)).isEqualTo(12);
        assertThat(world.historyAfter(10).stream().map(RecordedEvent::event))
                .hasExactlyElementsOfTypes(PartyEvent.Played.class, PartyEvent.Halted.class);
    }

    /** The pitfall: a position that only seek changes, so that a pause after 40 minutes rewinds 40 minutes. */
    @Test
    void a_pause_after_forty_minutes_stands_at_2400_seconds_exactly() {
        server.ask(new Play(HOST.user(), null, Duration.ZERO));
        world.pass(Duration.ofMinutes(40));
        server.ask(new Pause(HOST.user(), null));
        world.run();

        assertThat(world.stored().timeline()).isEqualTo(new Timeline.Paused(new Position(2_400_000), Rate.NORMAL));
    }

    /** The pitfall: broadcast or acknowledged before it is durable, or in another order than it was stored. */
    @Test
    void nobody_is_answered_or_told_before_the_store_has_it() {
        CompletableFuture<Outcome> outcome = seek(1);
        List<Boolean> known = new ArrayList<>();
        world.moody()
                .beforeNextAppend(() ->
                        known.add(outcome.isDone() || !backplane.published().isEmpty()));
        backplane.subscribe((party, events) ->
                known.add(world.stored().version().isBefore(events.get(0).version())));

        world.run();

        assertThat(known).containsExactly(false, false);
        assertThat(backplane.versions()).containsExactly(11L);
        assertThat(version(outcome)).isEqualTo(11);
    }

    @Test
    void answers_with_the_reason_of_a_refusal_and_tells_nobody() {
        CompletableFuture<Outcome> byViewer = server.ask(new Seek(VIEWER.user(), new Position(1_000), LEAD));
        CompletableFuture<Outcome> byStranger = server.ask(new Seek(STRANGER.user(), new Position(1_000), LEAD));
        world.run();

        assertThat(byViewer)
                .isCompletedWithValue(new Outcome.Refused(new Rejection.ActionNotAllowed(Action.SEEK, Role.CO_HOST)));
        assertThat(byStranger).isCompletedWithValue(new Outcome.Refused(new Rejection.NotParticipating()));
        assertThat(backplane.published()).isEmpty();
        assertThat(world.moody().appends()).isEmpty();
    }

    @Test
    void a_refusal_in_a_batch_is_nobody_elses() {
        CompletableFuture<Outcome> first = seek(1);
        CompletableFuture<Outcome> refused = server.ask(new Seek(VIEWER.user(), new Position(9_000), LEAD));
        CompletableFuture<Outcome> last = seek(2);
        world.run();

        assertThat(version(first)).isEqualTo(11);
        assertThat(refused)
                .isCompletedWithValue(new Outcome.Refused(new Rejection.ActionNotAllowed(Action.SEEK, Role.CO_HOST)));
        assertThat(version(last)).isEqualTo(12);
    }

    /** The pitfall: commands on an ended party update nothing and are broadcast all the same. */
    @Test
    void commands_on_an_ended_party_are_refused_and_not_told() {
        World over = World.with(ended(playingFrom(Position.START), NOON));
        CompletableFuture<Outcome> outcome = over.server(backplane).ask(new Pause(HOST.user(), null));
        over.run();

        assertThat(outcome).isCompletedWithValue(new Outcome.Refused(new Rejection.AlreadyEnded()));
        assertThat(backplane.published()).isEmpty();
    }

    @Test
    void what_needs_no_doing_is_done_at_the_present_version_and_told_to_nobody() {
        CompletableFuture<Outcome> outcome = server.ask(new Pause(HOST.user(), null));
        world.run();

        assertThat(outcome).isCompletedWithValue(new Outcome.Done(new Version(10), world.stored()));
        assertThat(backplane.published()).isEmpty();
    }

    @Test
    void there_is_no_such_party() {
        CompletableFuture<Outcome> outcome =
                server.commands().handle(new PartyId(new UUID(0, 99)), new Pause(HOST.user(), null));
        world.run();

        assertThat(outcome).isCompletedWithValue(new Outcome.UnknownParty());
    }

    @Test
    void one_command_more_than_may_wait_is_refused_at_once_and_the_rest_is_done() {
        List<CompletableFuture<Outcome>> outcomes = IntStream.rangeClosed(1, CommandParty.COMMANDS_WAITING_MAX)
                .mapToObj(this::seek)
                .toList();

        CompletableFuture<Outcome> tooMany = seek(1);

        assertThat(tooMany).isCompletedWithValue(new Outcome.Overloaded());
        assertThat(outcomes).noneMatch(CompletableFuture::isDone);
        world.run();
        assertThat(outcomes).allMatch(CompletableFuture::isDone);
        assertThat(version(seek(2), world)).isEqualTo(10 + CommandParty.COMMANDS_WAITING_MAX + 1);
    }

    @Test
    void reads_the_party_once_and_then_remembers_it() {
        seek(1);
        world.run();
        seek(2);
        world.run();

        assertThat(world.moody().finds()).isEqualTo(1);
    }

    @Test
    void answers_with_the_party_as_the_command_left_it() {
        CompletableFuture<Outcome> outcome = seek(1);
        world.run();

        Party after = world.stored();
        assertThat(outcome).isCompletedWithValue(new Outcome.Done(new Version(11), after));
        assertThat(after.id()).isEqualTo(PARTY);
    }

    @CanIgnoreReturnValue
    private CompletableFuture<Outcome> seek(int second) {
        return server.ask(new Seek(HOST.user(), new Position(second * 1_000L), LEAD));
    }

    private static long version(CompletableFuture<Outcome> outcome, World world) {
        world.run();
        return version(outcome);
    }

    private static long version(CompletableFuture<Outcome> outcome) {
        assertThat(outcome).isCompletedWithValueMatching(Outcome.Done.class::isInstance);
        return ((Outcome.Done) outcome.join()).version().value();
    }
}
