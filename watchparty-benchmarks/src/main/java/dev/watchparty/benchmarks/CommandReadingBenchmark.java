package dev.watchparty.benchmarks;

import dev.watchparty.adapter.web.wire.ClientFrame;
import dev.watchparty.adapter.web.wire.CommandJson;
import dev.watchparty.adapter.web.wire.MalformedFrameException;
import dev.watchparty.domain.party.Parties;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to understand what a client says. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CommandReadingBenchmark {

    private final ByteBuffer seek = utf8(Cast.seekFrame("s123456"));
    private final ByteBuffer chat = utf8(Cast.chatFrame("c123456"));
    private final ByteBuffer clock = utf8("{\"type\":\"clock\",\"t0\":1795429701949.25}");

    @Benchmark
    public ClientFrame seek() throws MalformedFrameException {
        return CommandJson.read(seek, Parties.PARTY);
    }

    @Benchmark
    public ClientFrame chat() throws MalformedFrameException {
        return CommandJson.read(chat, Parties.PARTY);
    }

    @Benchmark
    public ClientFrame clock() throws MalformedFrameException {
        return CommandJson.read(clock, Parties.PARTY);
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
