package dev.watchparty.adapter.web.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A server's frames as bytes (RFC 6455, section 5.2): always whole, never masked. */
public final class ServerFrames {

    private static final int FIN = 0x80;
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int SHORT_MAX = 125;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    /** What a control frame's payload may have, less the two bytes of a close code. */
    private static final int REASON_BYTES_MAX = 123;

    /** More room than this no frame needs in front of its payload. */
    static final int HEADER_BYTES_MAX = 2 + Long.BYTES;

    private ServerFrames() {}

    /**
     * The frame of a text that stands in {@code bytes} already; its header is put right before it.
     *
     * @param start where the text begins; there is room for {@value #HEADER_BYTES_MAX} bytes before it
     */
    static ByteBuffer text(byte[] bytes, int start, int length) {
        int first = start - headerBytes(length);
        putHeader(ByteBuffer.wrap(bytes, first, start - first), TEXT, length);
        return ByteBuffer.wrap(bytes, first, start - first + length).slice();
    }

    public static ByteBuffer ping(byte[] payload) {
        return ByteBuffer.wrap(frame(PING, payload));
    }

    public static ByteBuffer pong(byte[] payload) {
        return ByteBuffer.wrap(frame(PONG, payload));
    }

    /** A close frame; {@code reason} has at most {@value #REASON_BYTES_MAX} bytes of UTF-8. */
    public static ByteBuffer close(int code, String reason) {
        byte[] utf8 = reason.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > REASON_BYTES_MAX) {
            throw new IllegalArgumentException("reason must have at most " + REASON_BYTES_MAX + " bytes");
        }
        byte[] payload = ByteBuffer.allocate(Short.BYTES + utf8.length)
                .putShort((short) code)
                .put(utf8)
                .array();
        return ByteBuffer.wrap(frame(CLOSE, payload));
    }

    /** The answer to a close frame that gave no code. */
    public static ByteBuffer closeWithoutCode() {
        return ByteBuffer.wrap(frame(CLOSE, new byte[0]));
    }

    private static byte[] frame(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(headerBytes(payload.length) + payload.length);
        putHeader(frame, opcode, payload.length);
        return frame.put(payload).array();
    }

    private static int headerBytes(int length) {
        return length <= SHORT_MAX ? 2 : length < 1 << Short.SIZE ? 2 + Short.BYTES : 2 + Long.BYTES;
    }

    private static void putHeader(ByteBuffer frame, int opcode, int length) {
        frame.put((byte) (FIN | opcode));
        if (length <= SHORT_MAX) {
            frame.put((byte) length);
        } else if (length < 1 << Short.SIZE) {
            frame.put((byte) LENGTH_16).putShort((short) length);
        } else {
            frame.put((byte) LENGTH_64).putLong(length);
        }
    }
}
