package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader makes of single bytes. {@link ConformanceTest} has most of the rules. */
class FrameReaderTest {

    private static final int LIMIT = 1_000;

    private final FrameReader reader = new FrameReader(LIMIT);

    private static ByteBuffer hex(String digits) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(digits.replace(" ", "")));
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private void assertBroken(ByteBuffer in, int code) {
        assertThatExceptionOfType(BrokenProtocolException.class)
                .isThrownBy(() -> reader.next(in))
                .satisfies(broken -> {
                    assertThat(broken.code()).isEqualTo(code);
                    assertThat(broken.reason()).isNotBlank();
                });
    }

    @Test
    void the_masked_examples_of_the_rfc_are_understood() throws Exception {
        assertThat(reader.next(hex("81 85 37fa213d 7f9f4d5158"))).isEqualTo(new Heard.Text(utf8("Hello")));
        assertThat(reader.next(hex("8a 85 37fa213d 7f9f4d5158"))).isEqualTo(new Heard.Pong(utf8("Hello")));
    }

    @Test
    void two_frames_in_one_portion_are_heard_one_after_the_other() throws Exception {
        ByteBuffer in = hex("89 80 00000000 81 82 00000000 6869 89");

        assertThat(reader.next(in)).isEqualTo(new Heard.Ping(utf8("")));
        assertThat(reader.next(in)).isEqualTo(new Heard.Text(utf8("hi")));
        assertThat(reader.next(in)).isNull();
        assertThat(reader.next(hex("81 00000000 ff"))).isEqualTo(new Heard.Ping(hex("ff")));
    }

    @Test
    void an_empty_portion_says_nothing() throws Exception {
        assertThat(reader.next(hex(""))).isNull();
        assertThat(reader.next(hex("81 81 00000000"))).isNull();
        assertThat(reader.next(hex(""))).isNull();
        assertThat(reader.next(hex("61"))).isEqualTo(new Heard.Text(utf8("a")));
    }

    @Test
    void what_was_heard_stays_as_it_is_while_more_is_read() throws Exception {
        ByteBuffer in = hex("81 82 00000000 6869 81 82 00000000 686f");

        Heard first = reader.next(in);
        reader.next(in);

        assertThat(first).isEqualTo(new Heard.Text(utf8("hi")));
    }

    @Test
    void frames_without_a_mask_are_refused_at_their_second_byte() throws Exception {
        assertThat(reader.next(hex("81"))).isNull();
        assertBroken(hex("05"), 1002);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe 007d 00000000", "fe 0000 00000000", "ff 000000000000007d 00000000"})
    void a_length_that_is_written_longer_than_it_must_be_is_refused(String length) {
        assertBroken(hex("82 " + length), 1002);
    }

    @Test
    void a_length_with_its_highest_bit_set_is_none() {
        assertBroken(hex("82 ff 8000000000000001 00000000"), 1002);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe 03e9", "fe ffff", "ff 0000000000010000", "ff 0000000100000001", "ff 7fffffffffffffff"})
    void a_message_beyond_the_limit_is_refused_by_its_header(String length) {
        assertBroken(hex("82 " + length + " 00000000"), 1009);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe 03e8", "ff 0000000100000001", "ff 7fffffffffffffff", "ff 7ffffffffffffc18"})
    void a_fragment_that_makes_a_message_too_long_is_refused_by_its_header(String length) throws Exception {
        reader.next(hex("02 81 00000000 61"));

        assertBroken(hex("80 " + length + " 00000000"), 1009);
    }

    @Test
    void control_frames_between_fragments_do_not_count_to_the_message() throws Exception {
        byte[] half = new byte[LIMIT / 2];
        reader.next(ByteBuffer.wrap(ClientFrames.frame(RawSocket.BINARY, half)));
        for (int number = 0; number < 100; number++) {
            reader.next(ByteBuffer.wrap(ClientFrames.frame(RawSocket.FIN | RawSocket.PONG, new byte[125])));
        }

        Heard whole = reader.next(ByteBuffer.wrap(ClientFrames.frame(RawSocket.FIN, half)));

        assertThat(whole).isEqualTo(new Heard.Binary(ByteBuffer.wrap(new byte[LIMIT])));
    }

    @Test
    void fragments_may_be_as_many_as_bytes_though_they_are_empty() throws Exception {
        byte[] empty = ClientFrames.frame(RawSocket.CONTINUATION, "");
        reader.next(ByteBuffer.wrap(ClientFrames.frame(RawSocket.TEXT, "")));
        for (int fragments = 1; fragments < LIMIT; fragments++) {
            assertThat(reader.next(ByteBuffer.wrap(empty))).isNull();
        }

        assertBroken(ByteBuffer.wrap(empty), 1009);
    }

    @Test
    void the_next_message_has_all_its_fragments_again() throws Exception {
        for (int messages = 0; messages < 2; messages++) {
            reader.next(ByteBuffer.wrap(ClientFrames.frame(RawSocket.TEXT, "")));
            for (int fragments = 2; fragments < LIMIT; fragments++) {
                reader.next(ByteBuffer.wrap(ClientFrames.frame(RawSocket.CONTINUATION, "a")));
            }
            assertThat(reader.next(ByteBuffer.wrap(ClientFrames.frame(RawSocket.FIN, "b"))))
                    .isEqualTo(new Heard.Text(utf8("a".repeat(LIMIT - 2) + "b")));
        }
    }

    @Test
    void a_character_may_be_split_by_fragments_portions_and_control_frames() throws Exception {
        reader.next(hex("01 82 00000000 f0"));
        reader.next(hex("9f"));
        assertThat(reader.next(hex("89 82 00000000 c328"))).isEqualTo(new Heard.Ping(hex("c328")));
        reader.next(hex("00 81 00000000 98"));

        assertThat(reader.next(hex("80 81 00000000 80"))).isEqualTo(new Heard.Text(utf8("\uD83D\uDE00")));
    }

    @Test
    void binary_messages_may_be_anything() throws Exception {
        assertThat(reader.next(hex("02 81 00000000 ff"))).isNull();
        assertThat(reader.next(hex("80 81 00000000 c0"))).isEqualTo(new Heard.Binary(hex("ffc0")));
        assertThat(reader.next(hex("81 81 00000000 61"))).isEqualTo(new Heard.Text(utf8("a")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1004, 1005, 1006, 1015, 1016, 2999, 5000})
    void a_code_that_may_not_be_sent_is_refused(int code) {
        assertBroken(ByteBuffer.wrap(ClientFrames.close(code, new byte[0])), 1002);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c3", "61eda080"})
    void a_reason_that_is_no_utf8_is_refused(String reason) {
        assertBroken(ByteBuffer.wrap(ClientFrames.close(1000, HexFormat.of().parseHex(reason))), 1007);
    }

    @ParameterizedTest
    @ValueSource(ints = {1012, 1013, 1014})
    void codes_that_were_registered_later_may_be_sent(int code) throws Exception {
        assertThat(reader.next(ByteBuffer.wrap(ClientFrames.close(code, new byte[0]))))
                .isEqualTo(new Heard.Close(code));
    }

    /** What {@code count} readers allocate, on average, for a frame that comes only up to its {@code payload}. */
    private static long allocatedBytes(byte[] beginning, int count) throws BrokenProtocolException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        FrameReader[] readers = new FrameReader[count];
        Arrays.setAll(readers, number -> new FrameReader(SocketLine.MESSAGE_BYTES_MAX));
        long before = threads.getCurrentThreadAllocatedBytes();
        for (FrameReader one : readers) {
            one.next(ByteBuffer.wrap(beginning));
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / count;
    }

    @ParameterizedTest
    @ValueSource(ints = {RawSocket.FIN | RawSocket.TEXT, RawSocket.TEXT, RawSocket.BINARY})
    void a_message_that_is_only_announced_gets_no_memory(int head) throws Exception {
        byte[] announcement = ClientFrames.header(head, SocketLine.MESSAGE_BYTES_MAX);

        assertThat(allocatedBytes(announcement, 1_000)).isLessThan(1_000);
        assertThat(allocatedBytes(ClientFrames.join(announcement, new byte[1]), 1_000))
                .isLessThan(3_000);
    }
}
