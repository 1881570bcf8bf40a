package dev.watchparty.adapter.web.socket;

import dev.watchparty.adapter.web.wire.EventJson;
import dev.watchparty.adapter.web.wire.TextFrame;
import dev.watchparty.benchmarks.Cast;
import dev.watchparty.domain.party.Parties;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.ByteArrayEndPoint;
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
    private final FrameWriter writer = new FrameWriter(new Bottomless());
    private final Outbox outbox = new Outbox((next, whenSent) -> writer.write(next.framed(), whenSent), () -> {});

    @Benchmark
    public void write() {
        writer.write(frame.framed(), () -> {});
    }

    @Benchmark
    public void offer() {
        outbox.offer(frame);
    }

    /** Takes all that is written, and keeps nothing. */
    private static final class Bottomless extends ByteArrayEndPoint {

        @Override
        public boolean flush(ByteBuffer... buffers) {
            for (ByteBuffer buffer : buffers) {
                buffer.position(buffer.limit());
            }
            return true;
        }
    }
}
