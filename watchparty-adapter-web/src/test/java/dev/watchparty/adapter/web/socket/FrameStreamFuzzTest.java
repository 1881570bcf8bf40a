package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams of frames, good ones and what became of them, cut anywhere. Replay a failure by its seed. */
class FrameStreamFuzzTest {

    private static final int STREAMS = 300;
    private static final int MUTANTS_EACH = 8;
    private static final int MESSAGES_MAX = 6;
    private static final int LIMIT = 4_096;
    private static final int WHOLE = Integer.MAX_VALUE;

    /** What may be said; the last one ends it. */
    private enum Kind {
        TEXT,
        BINARY,
        PING,
        PONG,
        CLOSE
    }

    /** All that a reader heard, and the code of what it could not understand; 0 if it understood everything. */
    private record Outcome(List<Heard> heard, int brokenWith) {}

    /** A stream of whole messages, and what is to be heard. */
    private static final class GoodStream {

        private final Random random;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final List<Heard> heard = new ArrayList<>();

        GoodStream(Random random) {
            this.random = random;
            Kind[] kinds = Kind.values();
            Kind kind = Kind.TEXT;
            for (int left = random.nextInt(MESSAGES_MAX); left >= 0 && kind != Kind.CLOSE; left--) {
                kind = kinds[random.nextInt(kinds.length)];
                say(kind);
            }
        }

        private void say(Kind kind) {
            switch (kind) {
                case TEXT -> {
                    byte[] utf8 = text();
                    fragments(RawSocket.TEXT, utf8);
                    heard.add(new Heard.Text(ByteBuffer.wrap(utf8)));
                }
                case BINARY -> {
                    byte[] payload = payload(length());
                    fragments(RawSocket.BINARY, payload);
                    heard.add(new Heard.Binary(ByteBuffer.wrap(payload)));
                }
                case PING -> {
                    byte[] payload = payload(random.nextInt(126));
                    frame(RawSocket.FIN | RawSocket.PING, payload);
                    heard.add(new Heard.Ping(ByteBuffer.wrap(payload)));
                }
                case PONG -> {
                    byte[] payload = payload(random.nextInt(126));
                    frame(RawSocket.FIN | RawSocket.PONG, payload);
                    heard.add(new Heard.Pong(ByteBuffer.wrap(payload)));
                }
                case CLOSE -> {
                    int code = 3000 + random.nextInt(2000);
                    bytes.writeBytes(ClientFrames.close(code, "why \u00e4".getBytes(StandardCharsets.UTF_8)));
                    heard.add(new Heard.Close(code));
                }
            }
        }

        private int length() {
            return random.nextInt(4) == 0 ? random.nextInt(LIMIT + 1) : random.nextInt(140);
        }

        private byte[] payload(int length) {
            byte[] payload = new byte[length];
            random.nextBytes(payload);
            return payload;
        }

        private byte[] text() {
            StringBuilder text = new StringBuilder();
            for (int left = length() / 4; left > 0; left--) {
                int bits = List.of(7, 11, 16, 20).get(random.nextInt(4));
                int codePoint = random.nextInt(1 << bits);
                boolean isSurrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
                text.appendCodePoint(isSurrogate ? ' ' : codePoint);
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }

        /** Cuts {@code payload} into frames anywhere, with pings and pongs between them. */
        private void fragments(int opcode, byte[] payload) {
            int head = opcode;
            int from = 0;
            while (random.nextInt(3) == 0) {
                int to = from + random.nextInt(payload.length - from + 1);
                frame(head, Arrays.copyOfRange(payload, from, to));
                if (random.nextInt(3) == 0) say(random.nextBoolean() ? Kind.PING : Kind.PONG);
                head = RawSocket.CONTINUATION;
                from = to;
            }
            frame(RawSocket.FIN | head, Arrays.copyOfRange(payload, from, payload.length));
        }

        private void frame(int head, byte[] payload) {
            bytes.writeBytes(ClientFrames.frame(head, payload));
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    /** What is heard of {@code stream}, which comes in portions of at most so many bytes, or whole. */
    private static Outcome read(byte[] stream, int portionMax, Random random) {
        FrameReader reader = new FrameReader(LIMIT);
        List<Heard> heard = new ArrayList<>();
        int from = 0;
        try {
            while (from < stream.length) {
                int length = portionMax == WHOLE ? stream.length : 1 + random.nextInt(portionMax);
                int to = Math.min(stream.length, from + length);
                ByteBuffer in = ByteBuffer.wrap(stream, from, to - from);
                for (Heard next = reader.next(in); next != null; next = reader.next(in)) {
                    heard.add(next);
                }
                from = to;
            }
        } catch (BrokenProtocolException broken) {
            return new Outcome(heard, broken.code());
        }
        return new Outcome(heard, 0);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void however_a_good_stream_is_cut_it_is_heard_alike(long seed) {
        Random random = new Random(seed);
        for (int number = 0; number < STREAMS; number++) {
            GoodStream stream = new GoodStream(random);
            byte[] bytes = stream.bytes.toByteArray();
            Outcome expected = new Outcome(stream.heard, 0);

            assertThat(read(bytes, WHOLE, random)).isEqualTo(expected);
            assertThat(read(bytes, 1, random)).isEqualTo(expected);
            assertThat(read(bytes, 7, random)).isEqualTo(expected);
            assertThat(read(bytes, 300, random)).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_stream_that_was_changed_is_at_worst_a_breach_of_the_protocol_and_always_the_same_one(long seed) {
        Random random = new Random(seed);
        int broken = 0;
        for (int number = 0; number < STREAMS; number++) {
            byte[] good = new GoodStream(random).bytes.toByteArray();
            for (int mutant = 0; mutant < MUTANTS_EACH; mutant++) {
                byte[] bytes = changed(good, random);
                Outcome uncut = read(bytes, WHOLE, random);

                assertThat(uncut.brokenWith()).isIn(0, 1002, 1007, 1009);
                assertThat(read(bytes, 1, random)).isEqualTo(uncut);
                assertThat(read(bytes, 50, random)).isEqualTo(uncut);
                if (uncut.brokenWith() != 0) broken++;
            }
        }
        assertThat(broken).isBetween(STREAMS, STREAMS * MUTANTS_EACH - STREAMS);
    }

    /** Some bits turned over, some bytes left out, put in or made large. */
    private static byte[] changed(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int times = 1 + random.nextInt(3); times > 0 && bytes.length > 1; times--) {
            int place =
                    random.nextInt(4) == 0 ? random.nextInt(bytes.length) : random.nextInt(Math.min(8, bytes.length));
            switch (random.nextInt(4)) {
                case 0 -> bytes[place] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[place] = (byte) (0xfd + random.nextInt(3));
                case 2 ->
                    bytes = ClientFrames.join(
                            Arrays.copyOf(bytes, place), Arrays.copyOfRange(bytes, place + 1, bytes.length));
                default ->
                    bytes = ClientFrames.join(
                            Arrays.copyOf(bytes, place),
                            new byte[] {(byte) random.nextInt(256)},
                            Arrays.copyOfRange(bytes, place, bytes.length));
            }
        }
        return bytes;
    }

    /**
     * A reader keeps what came, at most doubled: what is only announced costs nothing, however large it is said to be.
     */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_is_allocated_is_bounded_by_what_came(long seed) {
        Random random = new Random(seed);
        List<byte[]> streams = new ArrayList<>();
        for (int number = 0; number < STREAMS; number++) {
            streams.add(changed(new GoodStream(random).bytes.toByteArray(), random));
        }
        streams.forEach(stream -> read(stream, WHOLE, random)); // Whatever is allocated only once, is.
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (byte[] stream : streams) {
            long before = threads.getCurrentThreadAllocatedBytes();
            read(stream, WHOLE, random);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            assertThat(allocated).isLessThan(4L * stream.length + 16L * LIMIT);
        }
    }
}
