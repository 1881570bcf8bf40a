package dev.watchparty.benchmarks;

import dev.watchparty.domain.party.ChatCommand.Say;
import dev.watchparty.domain.party.Decision;
import dev.watchparty.domain.party.Decision.Accepted;
import dev.watchparty.domain.party.Parties;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the rules cost: a command decides, its events apply. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecidingBenchmark {

    @Param({"3", "1000"})
    @SuppressWarnings("FieldCanBeFinal") // JMH assigns it.
    private int participants = 3;

    private Party party = Cast.partyOf(3);
    private final PartyCommand seek = new Seek(Parties.HOST.user(), Cast.TARGET, Parties.LEAD);
    private final PartyCommand say = new Say(Parties.VIEWER.user(), Cast.MESSAGE, Cast.TEXT);

    @Setup
    public void fill() {
        party = Cast.partyOf(participants);
    }

    @Benchmark
    public Party seek() {
        return after(seek);
    }

    @Benchmark
    public Party say() {
        return after(say);
    }

    private Party after(PartyCommand command) {
        Decision decision = command.decide(party, Parties.NOON);
        if (!(decision instanceof Accepted accepted)) throw new AssertionError(decision);
        Party after = party;
        for (PartyEvent event : accepted.events()) {
            after = after.after(event);
        }
        return after;
    }
}
