package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.fixtures.ManualClock;
import dev.watchparty.application.fixtures.ManualTimers;
import dev.watchparty.application.local.LocalBackplane;
import dev.watchparty.application.party.World.Server;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.Parties;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several parties, one transaction. */
class StoringTogetherTest {

    private final World world = World.with(pausedAt(Position.START));
    private final RecordingBackplane backplane = new RecordingBackplane();
    private final Server server = world.server(backplane);

    @Test
    void what_waits_in_several_parties_is_stored_together() {
        List<PartyId> parties = knownParties(5);

        List<CompletableFuture<Outcome>> outcomes =
                parties.stream().map(this::seek).toList();
        world.run();

        assertThat(outcomes).allMatch(StoringTogetherTest::isDone);
        // The round began when all of them were there.
        assertThat(world.moody().rounds()).extracting(List::size).containsExactly(5);
    }

    @Test
    void no_more_parties_than_a_round_has_room_for() {
        List<PartyId> parties = knownParties(Rounds.PARTIES_MAX + 1);

        List<CompletableFuture<Outcome>> outcomes =
                parties.stream().map(this::seek).toList();
        world.run();

        assertThat(outcomes).allMatch(StoringTogetherTest::isDone);
        assertThat(world.moody().rounds()).extracting(List::size).containsExactly(Rounds.PARTIES_MAX, 1);
    }

    @Test
    void one_partys_trouble_is_no_others() {
        List<PartyId> parties = parties(2);
        world.moody().afterNextFind(() -> {
            throw new AssertionError("on purpose");
        });
        CompletableFuture<Outcome> broken = seek(parties.get(0));
        CompletableFuture<Outcome> nowhere = seek(new PartyId(new UUID(0, 99)));
        CompletableFuture<Outcome> good = seek(parties.get(1));

        world.run();

        assertThat(nowhere).isCompletedWithValue(new Outcome.UnknownParty());
        assertThat(broken).isCompletedWithValue(new Outcome.Unavailable());
        assertThat(good).matches(StoringTogetherTest::isDone);
    }

    @Test
    void who_was_overtaken_tries_again_alone() {
        List<PartyId> parties = List.of(Parties.PARTY, knownParties(1).get(0));
        CompletableFuture<Outcome> first = seek(Parties.PARTY);
        world.run();
        assertThat(first).matches(StoringTogetherTest::isDone);
        world.moody().rounds().clear();
        List<CompletableFuture<Outcome>> outcomes =
                parties.stream().map(this::seek).toList();
        world.moody().beforeNextAppend(() -> world.change(party -> party));

        world.run();

        assertThat(world.moody().rounds())
                .extracting(
                        round -> round.stream().map(step -> step.before().id()).toList())
                .containsExactly(parties);
        assertThat(((Outcome.Done) outcomes.get(0).join()).version()).isEqualTo(new Version(13));
        assertThat(((Outcome.Done) outcomes.get(1).join()).version()).isEqualTo(new Version(12));
    }

    /** A party that nobody asked anything of is read first, which may take its time. */
    @Test
    void who_has_to_wait_for_the_store_keeps_nobody_waiting() {
        ManualWorkers workers = new ManualWorkers();
        ManualWorkers others = new ManualWorkers();
        CommandParty commands = commands(workers, others);
        PartyId known = parties(1).get(0);
        CompletableFuture<Outcome> first = commands.handle(known, seekTo(1));
        others.runAll();
        workers.runAll();
        assertThat(first).matches(StoringTogetherTest::isDone);

        CompletableFuture<Outcome> waiting = commands.handle(Parties.PARTY, seekTo(1));
        CompletableFuture<Outcome> other = commands.handle(known, seekTo(2));
        others.runAll();

        assertThat(waiting).isNotDone();
        assertThat(other).matches(StoringTogetherTest::isDone);
        workers.runAll();
        assertThat(waiting).matches(StoringTogetherTest::isDone);
    }

    @Test
    void who_answers_what_is_about_to_be_told_is_in_the_same_round() {
        ManualWorkers workers = new ManualWorkers();
        CommandParty commands = commands(workers, workers);
        List<PartyId> parties = parties(2);
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        parties.forEach(party -> outcomes.add(commands.handle(party, seekTo(1))));
        workers.runAll();
        world.moody().rounds().clear();

        workers.execute(() -> outcomes.add(commands.handle(parties.get(1), seekTo(2))));
        outcomes.add(commands.handle(parties.get(0), seekTo(2)));
        workers.runAll();

        assertThat(outcomes).hasSize(4).allMatch(StoringTogetherTest::isDone);
        assertThat(world.moody().rounds()).extracting(List::size).containsExactly(2);
    }

    private CommandParty commands(Executor workers, Executor others) {
        ManualTimers timers = new ManualTimers(world.clock());
        return new CommandParty(
                world.moody(),
                new LocalBackplane(),
                new Workplace(world.clock(), workers, others, others, others, timers));
    }

    /** Real threads: every command of every party is done once and in order, whatever rounds they fall into. */
    @Test
    @Timeout(60)
    void nothing_is_lost_or_out_of_order_among_many_threads() {
        ManualClock clock = world.clock();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            CommandParty commands = new CommandParty(
                    world.store(), new LocalBackplane(), new Workplace(clock, pool, new ManualTimers(clock)));
            List<PartyId> parties = parties(20);
            List<CompletableFuture<Outcome>> outcomes = IntStream.rangeClosed(1, 100)
                    .boxed()
                    .flatMap(number -> parties.stream().map(party -> commands.handle(party, seekTo(number))))
                    .toList();

            CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new)).join();

            for (int number = 1; number <= 100; number++) {
                for (int party = 0; party < 20; party++) {
                    Outcome outcome = outcomes.get((number - 1) * 20 + party).join();
                    assertThat(((Outcome.Done) outcome).version()).isEqualTo(new Version(10 + number));
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private List<PartyId> parties(int count) {
        return IntStream.range(0, count).mapToObj(this::party).toList();
    }

    /** Each was asked for something before. */
    private List<PartyId> knownParties(int count) {
        List<PartyId> parties = parties(count);
        List<CompletableFuture<Outcome>> outcomes =
                parties.stream().map(this::seek).toList();
        world.run();
        assertThat(outcomes).allMatch(StoringTogetherTest::isDone);
        world.moody().rounds().clear();
        return parties;
    }

    private PartyId party(int number) {
        Party like = pausedAt(Position.START);
        Party party = new Party(
                new PartyId(new UUID(1, number)),
                like.version(),
                like.settings(),
                new InviteCode("MANY" + letter(number / 32) + letter(number % 32)),
                like.leadership(),
                like.createdAt(),
                like.phase(),
                like.timeline(),
                like.programme(),
                like.participants(),
                like.proceedings());
        assertThat(world.store().create(party)).isTrue();
        return party.id();
    }

    private static char letter(int number) {
        return InviteCode.ALPHABET.charAt(number);
    }

    private CompletableFuture<Outcome> seek(PartyId party) {
        return server.commands().handle(party, seekTo(1));
    }

    private static Seek seekTo(int number) {
        return new Seek(HOST.user(), new Position(1_000L * number), LEAD);
    }

    private static boolean isDone(CompletableFuture<Outcome> outcome) {
        return outcome.isDone() && outcome.join() instanceof Outcome.Done;
    }
}
