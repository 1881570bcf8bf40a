package dev.watchparty.adapter.web.socket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames as clients write them, allowed or not, as bytes (RFC 6455, section 5.2). */
final class ClientFrames {

    private static final int MASKED = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final byte[] MASK = {0x11, 0x22, (byte) 0xf3, 0x44};

    private ClientFrames() {}

    /** A masked frame whose first byte is {@code head}: flags and opcode. */
    static byte[] frame(int head, byte[] payload) {
        return join(header(head, payload.length), masked(payload));
    }

    static byte[] frame(int head, String payload) {
        return frame(head, payload.getBytes(StandardCharsets.UTF_8));
    }

    /** What comes before the payload: first byte, length, mask. */
    static byte[] header(int head, long length) {
        return join(start(head, MASKED, length), MASK);
    }

    /** A whole payload, as it goes over the wire behind {@link #header}. */
    static byte[] masked(byte[] payload) {
        byte[] masked = payload.clone();
        for (int at = 0; at < masked.length; at++) {
            masked[at] ^= MASK[at % MASK.length];
        }
        return masked;
    }

    /** A frame that is not masked, which no client may send. */
    static byte[] unmasked(int head, byte[] payload) {
        return join(start(head, 0, payload.length), payload);
    }

    private static byte[] start(int head, int mask, long length) {
        ByteBuffer start = ByteBuffer.allocate(2 + Long.BYTES).put((byte) head);
        if (length >= 0 && length < LENGTH_16) {
            start.put((byte) (mask | length));
        } else if (length >= 0 && length <= 0xffff) {
            start.put((byte) (mask | LENGTH_16)).putShort((short) length);
        } else {
            start.put((byte) (mask | LENGTH_64)).putLong(length);
        }
        byte[] bytes = new byte[start.flip().remaining()];
        start.get(bytes);
        return bytes;
    }

    /** A close frame with {@code code} and {@code reason}. */
    static byte[] close(int code, byte[] reason) {
        byte[] payload = ByteBuffer.allocate(Short.BYTES + reason.length)
                .putShort((short) code)
                .put(reason)
                .array();
        return frame(RawSocket.FIN | RawSocket.CLOSE, payload);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
