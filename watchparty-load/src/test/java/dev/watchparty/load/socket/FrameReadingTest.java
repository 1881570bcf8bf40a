package dev.watchparty.load.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReadingTest {

    private static final int FINAL_TEXT = 0x81;
    private static final int FIRST_TEXT = 0x01;
    private static final int MIDDLE = 0x00;
    private static final int LAST = 0x80;
    private static final int PING = 0x89;
    private static final int CLOSE = 0x88;

    private final FrameReader reader = new FrameReader();
    private final Heard heard = new Heard();

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 200_000})
    void reads_every_form_of_length(int length) throws IOException {
        read(frame(FINAL_TEXT, "x".repeat(length)));

        assertThat(heard.texts).containsExactly("x".repeat(length));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void does_not_mind_where_reads_are_cut(long seed) throws IOException {
        List<String> texts = IntStream.range(0, 200)
                .mapToObj(number -> number + "-".repeat(number * 7 % 300))
                .toList();
        byte[] all =
                concatenated(texts.stream().map(text -> frame(FINAL_TEXT, text)).toList());
        Random random = new Random(seed);

        for (int at = 0; at < all.length; ) {
            int end = Math.min(all.length, at + 1 + random.nextInt(random.nextBoolean() ? 4 : 700));
            reader.read(all, at, end, heard);
            at = end;
        }

        assertThat(heard.texts).isEqualTo(texts);
    }

    @Test
    void joins_the_fragments_of_a_message_around_a_ping() throws IOException {
        read(concatenated(
                List.of(frame(FIRST_TEXT, "one "), frame(PING, "?"), frame(MIDDLE, "two "), frame(LAST, "three"))));

        assertThat(heard.texts).containsExactly("one two three");
        assertThat(heard.pings).containsExactly("?");
    }

    @Test
    void tells_the_code_of_a_close() throws IOException {
        read(new byte[] {(byte) CLOSE, 2, 0x0F, (byte) 0xA8});

        assertThat(heard.closes).containsExactly(4008);
    }

    @Test
    void tells_1005_for_a_close_without_a_code() throws IOException {
        read(new byte[] {(byte) CLOSE, 0});

        assertThat(heard.closes).containsExactly(1005);
    }

    @Test
    void refuses_a_masked_frame() {
        assertThatThrownBy(() -> read(new byte[] {(byte) FINAL_TEXT, (byte) 0x81, 0, 0, 0, 0, 'x'}))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("masked");
    }

    @Test
    void refuses_compression_which_was_not_offered() {
        assertThatThrownBy(() -> read(frame(0xC1, "x"))).isInstanceOf(ProtocolException.class);
    }

    @Test
    void takes_a_frame_of_the_greatest_length() throws IOException {
        read(frame(FINAL_TEXT, "x".repeat(FrameReader.MESSAGE_BYTES_MAX)));

        assertThat(heard.texts).hasSize(1);
    }

    @Test
    void refuses_a_longer_frame_before_it_has_come() {
        byte[] header = ByteBuffer.allocate(10)
                .put((byte) FINAL_TEXT)
                .put((byte) 127)
                .putLong(FrameReader.MESSAGE_BYTES_MAX + 1L)
                .array();

        assertThatThrownBy(() -> read(header)).isInstanceOf(ProtocolException.class);
    }

    private void read(byte[] bytes) throws IOException {
        reader.read(bytes, 0, bytes.length, heard);
    }

    private static byte[] concatenated(List<byte[]> frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        frames.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] frame(int first, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 10).put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length < 65_536) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        byte[] whole = new byte[frame.put(payload).flip().remaining()];
        frame.get(whole);
        return whole;
    }

    private static final class Heard implements FrameSink {
        private final List<String> texts = new ArrayList<>();
        private final List<String> pings = new ArrayList<>();
        private final List<Integer> closes = new ArrayList<>();

        @Override
        public void text(byte[] bytes, int from, int length) {
            texts.add(new String(bytes, from, length, StandardCharsets.UTF_8));
        }

        @Override
        public void ping(byte[] payload) {
            pings.add(new String(payload, StandardCharsets.UTF_8));
        }

        @Override
        public void close(int code) {
            closes.add(code);
        }
    }
}
