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
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
        List<PartyId> parties = parties(Rounds.UNDER_WAY_MAX + 3);

        List<CompletableFuture<Outcome>> outcomes =
                parties.stream().map(this::seek).toList();
        world.run();

        assertThat(outcomes).allMatch(StoringTogetherTest::isDone);
        // The first round to begin found all of them.
        assertThat(world.moody().rounds().stream().map(List::size)).containsExactly(Rounds.UNDER_WAY_MAX + 3);
    }

    @Test
    void no_more_parties_than_a_round_has_room_for() {
        List<PartyId> parties = parties(Rounds.PARTIES_MAX + 1);

        List<CompletableFuture<Outcome>> outcomes =
                parties.stream().map(this::seek).toList();
        world.run();

        assertThat(outcomes).allMatch(StoringTogetherTest::isDone);
        assertThat(world.moody().rounds().stream().map(List::size)).containsExactly(Rounds.PARTIES_MAX, 1);
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
    void who_was_overtaken_tries_again_and_keeps_nobody_waiting() {
        List<PartyId> parties = parties(2);
        CompletableFuture<Outcome> overtaken = seek(Parties.PARTY);
        CompletableFuture<Outcome> other = seek(parties.get(0));
        world.moody().beforeNextAppend(() -> world.change(party -> party));

        world.run();

        assertThat(world.moody().rounds().stream()
                        .map(round ->
                                round.stream().map(step -> step.before().id()).toList()))
                .containsExactly(List.of(Parties.PARTY, parties.get(0)), List.of(Parties.PARTY));
        assertThat(((Outcome.Done) overtaken.join()).version()).isEqualTo(new Version(12));
        assertThat(other).matches(StoringTogetherTest::isDone);
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
