package dev.watchparty.load.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Finds a server's frames in bytes that come in any pieces. Whole frames are handed on where they lie; only what is cut
 * off by the end of a read is kept. Confined to one thread.
 */
final class FrameReader {

    /** A larger message ends the connection. */
    static final int MESSAGE_BYTES_MAX = 1 << 22;

    private static final byte[] NOTHING = new byte[0];
    private static final int CONTINUATION = 0;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int NO_CODE = 1005;

    private byte[] rest = NOTHING;
    private final ByteArrayOutputStream fragments = new ByteArrayOutputStream(0);

    /** Takes {@code bytes[from..to)}; the array may be used again afterwards. */
    void read(byte[] bytes, int from, int to, FrameSink sink) throws IOException {
        if (rest.length == 0) {
            int used = frames(bytes, from, to, sink);
            rest = used == to ? NOTHING : Arrays.copyOfRange(bytes, used, to);
            return;
        }
        byte[] joined = Arrays.copyOf(rest, rest.length + to - from);
        System.arraycopy(bytes, from, joined, rest.length, to - from);
        int used = frames(joined, 0, joined.length, sink);
        rest = used == joined.length ? NOTHING : Arrays.copyOfRange(joined, used, joined.length);
    }

    private int frames(byte[] bytes, int from, int to, FrameSink sink) throws IOException {
        int at = from;
        while (to - at >= 2) {
            int marker = bytes[at + 1] & 0xff;
            int header = marker == 127 ? 10 : marker == 126 ? 4 : 2;
            if (to - at < header) break;
            long length = length(bytes, at, marker);
            if (to - at - header < length) break;
            frame(bytes[at] & 0xff, bytes, at + header, (int) length, sink);
            at += header + (int) length;
        }
        return at;
    }

    private static long length(byte[] bytes, int at, int marker) throws ProtocolException {
        if (marker > 127) {
            throw new ProtocolException("the server sent a masked frame");
        }
        if (marker < 126) return marker;
        ByteBuffer extended = ByteBuffer.wrap(bytes, at + 2, marker == 126 ? 2 : 8);
        long length = marker == 126 ? extended.getShort() & 0xffff : extended.getLong();
        if (length < 0 || length > MESSAGE_BYTES_MAX) {
            throw new ProtocolException("the server sent a frame of " + Long.toUnsignedString(length) + " bytes");
        }
        return length;
    }

    private void frame(int first, byte[] bytes, int from, int length, FrameSink sink) throws IOException {
        boolean last = first >= 0x80;
        switch (first & 0x7f) {
            case ClientFrames.TEXT -> {
                if (last) {
                    sink.text(bytes, from, length);
                } else {
                    fragments.write(bytes, from, length);
                }
            }
            case CONTINUATION -> continuation(last, bytes, from, length, sink);
            case PING -> sink.ping(Arrays.copyOfRange(bytes, from, from + length));
            case CLOSE ->
                sink.close(
                        length < 2 ? NO_CODE : ByteBuffer.wrap(bytes, from, 2).getShort() & 0xffff);
            case ClientFrames.PONG -> {}
            case BINARY -> throw new ProtocolException("the server sent a binary frame");
            default -> throw new ProtocolException("the server sent a frame that begins with " + first);
        }
    }

    private void continuation(boolean last, byte[] bytes, int from, int length, FrameSink sink) throws IOException {
        fragments.write(bytes, from, length);
        if (fragments.size() > MESSAGE_BYTES_MAX) {
            throw new ProtocolException("the server sent a message of more than " + MESSAGE_BYTES_MAX + " bytes");
        }
        if (last) {
            byte[] whole = fragments.toByteArray();
            fragments.reset();
            sink.text(whole, 0, whole.length);
        }
    }
}
