package dev.watchparty.load.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientFrameTest {

    private static final int MASK = 0x12F4_56A8;

    @ParameterizedTest(name = "{0} bytes")
    @CsvSource({"0,2", "1,2", "125,2", "126,4", "65535,4", "65536,10", "70000,10"})
    void carries_its_length_in_the_shortest_form(int length, int headerBytes) {
        ByteBuffer frame = ClientFrames.frame(ClientFrames.TEXT, payload(length), MASK);

        assertThat(frame.remaining()).isEqualTo(headerBytes + 4 + length);
        assertThat(frame.get() & 0xff).isEqualTo(0x81);
        int marker = frame.get() & 0xff;
        long told = marker == 255 ? frame.getLong() : marker == 254 ? frame.getShort() & 0xffff : marker & 127;
        assertThat(marker & 128).isEqualTo(128);
        assertThat(told).isEqualTo(length);
        assertThat(unmasked(frame)).isEqualTo(payload(length));
    }

    @Test
    void hides_its_payload_behind_the_mask() {
        byte[] frame = ClientFrames.frame(ClientFrames.TEXT, new byte[4], MASK).array();

        assertThat(Arrays.copyOfRange(frame, 6, 10))
                .isEqualTo(ByteBuffer.allocate(4).putInt(MASK).array());
    }

    private static byte[] unmasked(ByteBuffer frame) {
        byte[] mask = new byte[4];
        frame.get(mask);
        byte[] payload = new byte[frame.remaining()];
        frame.get(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (payload[i] ^ mask[i % 4]);
        }
        return payload;
    }

    private static byte[] payload(int length) {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (i * 31);
        }
        return payload;
    }
}
