package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.fixtures.InMemoryPartyStore;
import dev.watchparty.application.fixtures.ManualClock;
import dev.watchparty.application.fixtures.ManualTimers;
import dev.watchparty.application.local.LocalBackplane;
import dev.watchparty.application.party.World.Server;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pitfall: hubs that are never removed, a leak for every party. */
class ForgettingDesksTest {

    private static final Seek SEEK = new Seek(HOST.user(), new Position(1_000), LEAD);

    private final World world = World.with(pausedAt(Position.START));
    private final Server server = world.server(new RecordingBackplane());

    @Test
    void a_party_that_nothing_comes_for_is_forgotten() {
        server.ask(SEEK);
        world.pass(CommandParty.IDLE_MAX);
        assertThat(server.commands().activeParties()).isEqualTo(1);

        server.commands().sweep();

        assertThat(server.commands().activeParties()).isZero();
    }

    @Test
    void a_party_is_remembered_until_then() {
        server.ask(SEEK);
        world.pass(CommandParty.IDLE_MAX.minusMillis(1));

        server.commands().sweep();

        assertThat(server.commands().activeParties()).isEqualTo(1);
    }

    @Test
    void a_party_whose_commands_wait_is_remembered_however_long_that_is() {
        CompletableFuture<Outcome> outcome = server.ask(SEEK);
        world.clock().advance(CommandParty.IDLE_MAX.multipliedBy(2));

        server.commands().sweep();
        world.run();

        assertThat(server.commands().activeParties()).isEqualTo(1);
        assertThat(outcome).isCompletedWithValueMatching(Outcome.Done.class::isInstance);
    }

    @Test
    void a_forgotten_party_comes_back_with_the_next_command() {
        server.ask(SEEK);
        world.pass(CommandParty.IDLE_MAX);
        server.commands().sweep();

        CompletableFuture<Outcome> outcome = server.ask(SEEK);
        world.run();

        assertThat(outcome).isCompletedWithValue(new Outcome.Done(new Version(12), world.stored()));
    }

    @Test
    @Timeout(60)
    void forgetting_all_the_time_loses_no_command_and_lets_none_overtake() throws InterruptedException {
        InMemoryPartyStore store = new InMemoryPartyStore();
        store.create(pausedAt(Position.START));
        ManualClock clock = new ManualClock(NOON);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        AtomicBoolean isOver = new AtomicBoolean();
        CommandParty commands =
                new CommandParty(store, new LocalBackplane(), new Workplace(clock, pool, new ManualTimers(clock)));
        Thread sweeper = new Thread(() -> {
            while (!isOver.get()) {
                clock.advance(CommandParty.IDLE_MAX);
                commands.sweep();
            }
        });
        try {
            sweeper.start();
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (int number = 0; number < 2_000; number++) {
                CompletableFuture<Outcome> outcome = commands.handle(PARTY, SEEK);
                if (number % 3 == 0) outcome.join(); // So that there is an idle moment to forget in.
                outcomes.add(outcome);
            }

            assertThat(outcomes.stream()
                            .map(CompletableFuture::join)
                            .map(outcome -> ((Outcome.Done) outcome).version().value()))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(11, 2_010).boxed().toList());
        } finally {
            isOver.set(true);
            sweeper.join();
            pool.shutdownNow();
        }
    }
}
