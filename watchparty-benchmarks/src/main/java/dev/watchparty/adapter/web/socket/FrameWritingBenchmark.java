package dev.watchparty.adapter.web.socket;

import dev.watchparty.adapter.web.wire.EventJson;
import dev.watchparty.adapter.web.wire.TextFrame;
import dev.watchparty.benchmarks.Cast;
import dev.watchparty.domain.party.Parties;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What a delivery costs from the outbox to the socket, less what the kernel takes: the socket here takes everything.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameWritingBenchmark {

    private final TextFrame frame = EventJson.sync(Cast.partyOf(3), Parties.NOON);
    private final Outbox outbox = new Outbox(new Bottomless(), () -> {});

    @Benchmark
    public void offer() {
        outbox.offer(frame);
    }

    /** Takes all that is written, and keeps nothing. */
    private static final class Bottomless implements Wire {

        @Override
        public boolean take(ByteBuffer bytes) {
            bytes.position(bytes.limit());
            return true;
        }

        @Override
        public void takeLater(ByteBuffer rest, Runnable whenTaken) {
            throw new AssertionError("all was taken at once");
        }

        @Override
        public void lost(IOException cause) {
            throw new AssertionError(cause);
        }
    }
}
