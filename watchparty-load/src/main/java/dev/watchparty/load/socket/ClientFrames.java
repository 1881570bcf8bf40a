package dev.watchparty.load.socket;

import java.nio.ByteBuffer;

/** Frames as a client must send them: whole, and masked (RFC 6455, section 5). */
final class ClientFrames {

    static final int TEXT = 1;
    static final int PONG = 10;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;

    private ClientFrames() {}

    /** A frame ready to be written. The mask may be any number: it protects proxies, and there is none on loopback. */
    static ByteBuffer frame(int opcode, byte[] payload, int mask) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) (FINAL | opcode));
        if (payload.length < 126) {
            frame.put((byte) (MASKED | payload.length));
        } else if (payload.length < 1 << 16) {
            frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(payload.length);
        }
        frame.putInt(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ (mask >>> (8 * (3 - i % 4)))));
        }
        return frame.flip();
    }
}
