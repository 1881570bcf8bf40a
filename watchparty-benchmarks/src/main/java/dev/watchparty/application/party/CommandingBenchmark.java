package dev.watchparty.application.party;

import dev.watchparty.application.port.Backplane;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.benchmarks.Cast;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.Parties;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a command costs from its use case to its outcome where storing and telling cost nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CommandingBenchmark {

    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final CommandParty commandParty = new CommandParty(
            new Forgetful(Cast.partyOf(1_000)),
            new Deaf(),
            new Workplace(() -> Parties.NOON, workers, (delay, task) -> () -> {}));
    private final PartyCommand seek = new Seek(Parties.HOST.user(), Cast.TARGET, Parties.LEAD);

    @TearDown
    public void stop() {
        workers.shutdown();
    }

    @Benchmark
    public Outcome seek() {
        return commandParty.handle(Parties.PARTY, seek).join();
    }

    /** Has one party, and agrees to everything. */
    private record Forgetful(Party party) implements PartyStore {

        @Override
        public Optional<Party> find(PartyId id) {
            return Optional.of(party);
        }

        @Override
        public Optional<Party> findByCode(InviteCode code) {
            return Optional.of(party);
        }

        @Override
        public boolean create(Party created) {
            return true;
        }

        @Override
        public AppendResult append(Append append) {
            return AppendResult.STORED;
        }

        @Override
        public List<RecordedEvent> eventsAfter(PartyId id, Version version, int limit) {
            return List.of();
        }

        @Override
        public Map<CommandKey, Version> accepted(PartyId id, Set<CommandKey> commands) {
            return Map.of();
        }

        @Override
        public List<PartyId> partiesWithSomebodyHere(@Nullable PartyId after, int limit) {
            return List.of();
        }
    }

    /** Tells nobody. */
    private static final class Deaf implements Backplane {

        @Override
        public void publish(PartyId party, List<RecordedEvent> events) {}

        @Override
        public void subscribe(Listener listener) {}
    }
}
