package dev.watchparty.adapter.web.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.watchparty.adapter.web.wire.TextFrame.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server's frames, byte by byte. */
class ServerFramesTest {

    private static String hex(ByteBuffer frame) {
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void the_unmasked_examples_of_the_rfc_are_written_as_there() {
        assertThat(hex(Frames.frame("Hello", Kind.STATE).framed())).isEqualTo("810548656c6c6f");
        assertThat(hex(ServerFrames.ping(utf8("Hello")))).isEqualTo("890548656c6c6f");
        assertThat(hex(ServerFrames.pong(utf8("Hello")))).isEqualTo("8a0548656c6c6f");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 8100",
        "125, 817d",
        "126, 817e007e",
        "65535, 817effff",
        "65536, 817f0000000000010000",
    })
    void a_length_takes_as_few_bytes_as_it_can(int length, String header) {
        TextFrame frame = Frames.frame("x".repeat(length), Kind.STATE);

        assertThat(hex(frame.framed())).isEqualTo(header + "78".repeat(length));
        assertThat(frame.bytes()).isEqualTo(length);
        assertThat(frame.toString()).isEqualTo("x".repeat(length));
    }

    @ParameterizedTest
    @ValueSource(ints = {7_900, 8_100, 100_000})
    void a_text_that_is_written_in_portions_is_whole(int length) {
        String message = "\u00e4".repeat(length);

        assertThat(AnswerJson.error("X", message, null, null).toString())
                .isEqualTo("{\"type\":\"error\",\"code\":\"X\",\"message\":\"" + message + "\"}");
    }

    @Test
    void a_text_may_come_byte_by_byte() {
        FrameText text = new FrameText();
        for (byte single : utf8("Hello")) {
            text.write(single);
        }

        assertThat(hex(text.framed())).isEqualTo("810548656c6c6f");
    }

    @Test
    void a_close_frame_has_its_code_in_front_of_its_reason() {
        assertThat(hex(ServerFrames.close(1000, ""))).isEqualTo("880203e8");
        assertThat(hex(ServerFrames.close(4008, "ab"))).isEqualTo("88040fa86162");
        assertThat(hex(ServerFrames.closeWithoutCode())).isEqualTo("8800");
    }

    @Test
    void a_reason_has_room_for_123_bytes() {
        assertThat(ServerFrames.close(1000, "x".repeat(123)).remaining()).isEqualTo(2 + 125);
        assertThatIllegalArgumentException().isThrownBy(() -> ServerFrames.close(1000, "\u00e4".repeat(62)));
    }

    @Test
    void a_text_is_framed_once_and_each_view_is_read_by_itself() {
        TextFrame frame = Frames.frame("{}", Kind.STATE);
        ByteBuffer first = frame.framed();
        first.get();

        assertThat(hex(frame.framed())).isEqualTo("81027b7d");
        assertThat(first.remaining()).isEqualTo(3);
        assertThat(frame.framed().position()).isZero();
        assertThat(frame.framedBytes()).isEqualTo(4);
        ByteBuffer copy = ByteBuffer.allocate(4);
        frame.copyTo(copy);
        assertThat(hex(copy.flip())).isEqualTo("81027b7d");
    }
}
