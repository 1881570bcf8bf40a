package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.party.World.Server;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.party.Action;
import dev.watchparty.domain.party.FriendProof;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.MembershipCommand.Leave;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PasswordProof;
import dev.watchparty.domain.party.PlaybackCommand.Pause;
import dev.watchparty.domain.party.PlaybackCommand.Play;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Rejection;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two servers, one store. */
class RivalServersTest {

    private final Party before = pausedAt(Position.START);
    private final World world = World.with(before);
    private final RecordingBackplane backplane = new RecordingBackplane();
    private final Server here = world.server(backplane);
    private final Server there = world.server(world.store(), backplane);

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void whoever_comes_second_decides_anew_on_what_the_first_made_of_the_party() {
        CompletableFuture<Outcome> late = here.ask(new Seek(HOST.user(), new Position(60_000), LEAD));
        there.ask(new Play(CO_HOST.user(), null, LEAD));
        world.moody().beforeNextAppend(world::run);
        world.run();

        assertThat(late).isCompletedWithValue(new Outcome.Done(new Version(12), world.stored()));
        assertThat(world.historyAfter(10).stream().map(RecordedEvent::event))
                .hasExactlyElementsOfTypes(PartyEvent.Played.class, PartyEvent.Sought.class);
    }

    /** The pitfall: read-modify-write without a version, so that play racing seek restores an old position. */
    @Test
    void a_play_that_races_a_seek_starts_where_the_seek_went() {
        here.ask(new Play(HOST.user(), null, LEAD));
        there.ask(new Seek(CO_HOST.user(), new Position(60_000), LEAD));
        world.moody().beforeNextAppend(world::run);
        world.run();

        assertThat(world.stored().timeline())
                .isEqualTo(new Timeline.Playing(new Position(60_000), NOON.plus(LEAD), Rate.NORMAL));
    }

    @Test
    void a_server_that_remembers_an_older_party_does_not_refuse_who_joined_elsewhere() {
        here.ask(new Pause(HOST.user(), null));
        world.run();
        there.ask(new Join(STRANGER.user(), STRANGER.profile(), STRANGER.id(), PasswordProof.NONE, FriendProof.NONE));
        world.run();

        CompletableFuture<Outcome> seek = here.ask(new Seek(STRANGER.user(), new Position(1_000), LEAD));
        world.run();

        assertThat(seek)
                .isCompletedWithValue(new Outcome.Refused(new Rejection.ActionNotAllowed(Action.SEEK, Role.CO_HOST)));
    }

    /** The pitfall: role and membership remembered, so that whoever left keeps their powers. */
    @Test
    void a_server_that_remembers_an_older_party_does_not_obey_who_left_elsewhere() {
        here.ask(new Seek(CO_HOST.user(), new Position(1_000), LEAD));
        world.run();
        there.ask(new Leave(CO_HOST.user()));
        world.run();

        CompletableFuture<Outcome> seek = here.ask(new Seek(CO_HOST.user(), new Position(2_000), LEAD));
        world.run();

        assertThat(seek).isCompletedWithValue(new Outcome.Refused(new Rejection.NotParticipating()));
    }

    @Test
    void a_server_that_remembers_an_older_party_does_not_take_a_press_for_one_that_needs_no_doing() {
        here.ask(new Play(HOST.user(), null, LEAD));
        world.run();
        there.ask(new Pause(HOST.user(), null));
        world.run();

        CompletableFuture<Outcome> play = here.ask(new Play(HOST.user(), null, LEAD));
        world.run();

        assertThat(play).isCompletedWithValue(new Outcome.Done(new Version(13), world.stored()));
        assertThat(world.stored().timeline().isPlaying()).isTrue();
    }

    @Test
    void a_command_that_never_finds_the_party_unchanged_is_given_up() {
        keepChanging();
        CompletableFuture<Outcome> late = here.ask(new Seek(HOST.user(), new Position(60_000), LEAD));
        world.run();

        assertThat(late).isCompletedWithValue(new Outcome.Unavailable());
        assertThat(world.moody().appends()).isEmpty();
    }

    private void keepChanging() {
        world.moody().beforeNextAppend(() -> {
            there.ask(new Seek(CO_HOST.user(), new Position(1_000), LEAD));
            world.run();
            keepChanging();
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void versions_have_no_gap_and_no_accepted_command_is_lost_or_done_twice(long seed) {
        Random random = new Random(seed);
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int number = 0; number < 60; number++) {
            Server server = random.nextBoolean() ? here : there;
            outcomes.add(server.ask(new Seek(HOST.user(), new Position(number), LEAD), HOST, "seek-" + number));
            if (random.nextInt(5) == 0) {
                Participant leaver = random.nextBoolean() ? CO_HOST : HOST;
                server.ask(new Play(leaver.user(), null, LEAD));
            }
            if (random.nextInt(3) == 0) world.moody().beforeNextAppend(() -> runSome(random));
            if (random.nextInt(3) == 0) runSome(random);
        }
        world.run();

        List<RecordedEvent> history = world.historyAfter(10);
        assertThat(history.stream().map(event -> event.version().value()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(11, 10 + history.size()).boxed().toList());
        for (int number = 0; number < outcomes.size(); number++) {
            assertDoneOnceAt(history, outcomes.get(number), new Position(number));
        }
        assertThat(replayed(history)).isEqualTo(world.stored());
        assertThat(backplane.versions())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(11, 10 + history.size()).boxed().toList());
    }

    /** Only what waits already, at most two tasks: some of it within an append of the other server. */
    private void runSome(Random random) {
        for (int done = random.nextInt(3); done > 0 && world.workers().waiting() > 0; done--) {
            world.workers().runAny(random);
        }
    }

    private static void assertDoneOnceAt(
            List<RecordedEvent> history, CompletableFuture<Outcome> outcome, Position target) {
        Version version = ((Outcome.Done) outcome.join()).version();
        assertThat(history.stream()
                        .filter(event -> event.event() instanceof PartyEvent.Sought sought
                                && anchor(sought.timeline()).equals(target))
                        .map(RecordedEvent::version))
                .containsExactly(version);
    }

    private static Position anchor(Timeline timeline) {
        if (timeline instanceof Timeline.Paused paused) return paused.position();
        if (timeline instanceof Timeline.Playing playing) return playing.anchor();
        throw new AssertionError(timeline);
    }

    private Party replayed(List<RecordedEvent> history) {
        return history.stream().map(RecordedEvent::event).reduce(before, Party::after, (one, other) -> other);
    }
}
