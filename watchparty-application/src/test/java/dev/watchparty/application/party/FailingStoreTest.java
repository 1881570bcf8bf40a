package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.party.MoodyStore.Mood;
import dev.watchparty.application.party.World.Server;
import dev.watchparty.domain.party.PlaybackCommand.Pause;
import dev.watchparty.domain.party.PlaybackCommand.Play;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Position;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailingStoreTest {

    private static final Play PLAY = new Play(HOST.user(), null, LEAD);

    private final World world = World.with(pausedAt(Position.START));
    private final RecordingBackplane backplane = new RecordingBackplane();
    private final Server server = world.server(backplane);

    @Test
    void a_command_that_was_not_stored_is_told_to_nobody() {
        world.moody().next(Mood.FAILS_BEFORE);

        CompletableFuture<Outcome> outcome = server.ask(PLAY);
        world.run();

        assertThat(outcome).isCompletedWithValue(new Outcome.Unavailable());
        assertThat(backplane.published()).isEmpty();
        assertThat(world.stored().version()).isEqualTo(new Version(10));
    }

    @Test
    void everybody_in_the_batch_is_answered() {
        world.moody().goDown();

        List<CompletableFuture<Outcome>> outcomes = IntStream.range(0, Inbox.BATCH_MAX + 1)
                .mapToObj(number -> server.ask(PLAY, HOST, "play-" + number))
                .toList();
        world.run();

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isCompletedWithValue(new Outcome.Unavailable()));
    }

    /** The pitfall: one mistake in a background task takes everything down, or leaves people without an answer. */
    @Test
    void a_mistake_of_ours_is_answered_too_and_stops_nobody_after_it() {
        world.moody().beforeNextAppend(() -> {
            throw new AssertionError("on purpose");
        });
        CompletableFuture<Outcome> outcome = server.ask(PLAY);
        world.run();

        CompletableFuture<Outcome> next = server.ask(PLAY);
        world.run();

        assertThat(outcome).isCompletedWithValue(new Outcome.Unavailable());
        assertThat(next).isCompletedWithValue(new Outcome.Done(new Version(11), world.stored()));
    }

    @Test
    void the_next_command_works_on_what_the_store_has() {
        server.ask(PLAY);
        world.run();
        world.moody().next(Mood.FAILS_BEFORE);
        server.ask(new Pause(HOST.user(), null));
        world.run();

        CompletableFuture<Outcome> next = server.ask(new Seek(HOST.user(), new Position(1_000), LEAD));
        world.run();

        assertThat(next).isCompletedWithValue(new Outcome.Done(new Version(12), world.stored()));
        assertThat(world.stored().timeline().isPlaying()).isTrue();
        assertThat(backplane.versions()).containsExactly(11L, 12L);
    }

    @Test
    void a_command_that_was_stored_though_the_store_failed_is_done_once_when_repeated() {
        world.moody().next(Mood.FAILS_AFTER);
        CompletableFuture<Outcome> unknown = server.ask(PLAY, HOST, "a");
        world.run();

        CompletableFuture<Outcome> again = server.ask(PLAY, HOST, "a");
        world.run();

        assertThat(unknown).isCompletedWithValue(new Outcome.Unavailable());
        assertThat(again).isCompletedWithValue(new Outcome.Done(new Version(11), world.stored()));
        assertThat(world.historyAfter(10)).hasSize(1);
    }

    @Test
    void what_was_stored_though_the_store_failed_is_told_with_the_repetition() {
        RecordingFollower follower = server.follow(HOST, new Opening.Nothing());
        world.run();
        world.moody().next(Mood.FAILS_AFTER);
        server.ask(PLAY, HOST, "a");
        world.run();
        assertThat(follower.told()).isEmpty();

        server.ask(PLAY, HOST, "a");
        world.run();

        assertThat(follower.told()).containsExactly(Told.of("Played", 11));
    }

    @Test
    void what_was_stored_though_the_store_failed_is_told_when_somebody_presses_again_without_an_id() {
        RecordingFollower follower = server.follow(HOST, new Opening.Nothing());
        world.moody().next(Mood.FAILS_AFTER);
        server.ask(PLAY);
        world.run();

        server.ask(PLAY);
        world.run();

        assertThat(follower.told()).containsExactly(Told.of("Played", 11));
    }

    @Test
    void a_command_is_done_though_it_could_not_be_told() {
        RecordingFollower follower = server.follow(HOST, new Opening.Nothing());
        world.run();
        backplane.breakDown();

        CompletableFuture<Outcome> outcome = server.ask(PLAY);
        world.run();

        assertThat(outcome).isCompletedWithValue(new Outcome.Done(new Version(11), world.stored()));
        assertThat(follower.told()).isEmpty();
    }

    @Test
    void what_could_not_be_told_is_told_with_the_next_command() {
        RecordingFollower follower = server.follow(HOST, new Opening.Nothing());
        world.run();
        backplane.breakDown();
        server.ask(PLAY);
        world.run();
        backplane.repair();

        server.ask(new Seek(HOST.user(), new Position(1_000), LEAD));
        world.run();

        assertThat(follower.told()).containsExactly(Told.of("Played", 11), Told.of("Sought", 12));
    }

    @Test
    void a_party_that_cannot_be_read_is_not_unknown() {
        world.moody().goDown();
        CompletableFuture<Outcome> outcome = server.ask(PLAY);
        world.run();

        assertThat(outcome).isCompletedWithValue(new Outcome.Unavailable());
    }
}
