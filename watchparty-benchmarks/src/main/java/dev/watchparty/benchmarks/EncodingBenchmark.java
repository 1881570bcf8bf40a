package dev.watchparty.benchmarks;

import dev.watchparty.adapter.web.wire.AnswerJson;
import dev.watchparty.adapter.web.wire.EventJson;
import dev.watchparty.adapter.web.wire.TextFrame;
import dev.watchparty.domain.party.Parties;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyEvent.MessageSent;
import dev.watchparty.domain.party.PartyEvent.Sought;
import dev.watchparty.domain.party.RecordedEvent;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to say something in JSON and frame it: once a fan-out, however many hear it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EncodingBenchmark {

    @Param({"3", "1000"})
    @SuppressWarnings("FieldCanBeFinal") // JMH assigns it.
    private int participants = 3;

    private Party party = Cast.partyOf(3);
    private RecordedEvent sought = sought();
    private RecordedEvent said = said();

    @Setup
    public void fill() {
        party = Cast.partyOf(participants);
        sought = sought();
        said = said();
    }

    @Benchmark
    public TextFrame seek() {
        return EventJson.event(party, sought);
    }

    @Benchmark
    public TextFrame chatMessage() {
        return EventJson.event(party, said);
    }

    @Benchmark
    public TextFrame ack() {
        return AnswerJson.ack("s123456", party.version());
    }

    @Benchmark
    public TextFrame clock() {
        return AnswerJson.clock(1795429701949.25, Parties.NOON, Parties.NOON.plusNanos(12_345));
    }

    private RecordedEvent sought() {
        return Cast.recorded(
                party, new Sought(Parties.HOST.user(), party.timeline().seek(Cast.TARGET, Parties.NOON)));
    }

    private RecordedEvent said() {
        return Cast.recorded(party, new MessageSent(Cast.MESSAGE, Parties.VIEWER.user(), Cast.TEXT));
    }
}
