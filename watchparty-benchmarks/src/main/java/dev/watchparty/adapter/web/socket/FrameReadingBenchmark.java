package dev.watchparty.adapter.web.socket;

import dev.watchparty.benchmarks.Cast;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to find a client's frame among bytes: unmasked, and known to be UTF-8. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameReadingBenchmark {

    private static final int MASK = 0x37fa213d;

    private final FrameReader reader = new FrameReader(SocketLine.MESSAGE_BYTES_MAX);
    private final ByteBuffer frame = masked(Cast.seekFrame("s123456").getBytes(StandardCharsets.UTF_8));

    @Benchmark
    public @Nullable Object text() throws BrokenProtocolException {
        return reader.next(frame.rewind());
    }

    /** A text frame of 126 to 65535 bytes, as a client must send it. */
    private static ByteBuffer masked(byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocateDirect(8 + payload.length);
        frame.put((byte) 0x81).put((byte) (0x80 | 126)).putShort((short) payload.length);
        frame.putInt(MASK);
        for (int at = 0; at < payload.length; at++) {
            frame.put((byte) (payload[at] ^ MASK >>> (8 * (3 - at % 4))));
        }
        return frame.flip();
    }
}
