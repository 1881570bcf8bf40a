package dev.watchparty.adapter.web.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The payload of a WebSocket text frame, encoded once and shared by all connections that it goes to. Immutable. */
public final class TextFrame {

    /** What may be done with a frame that a slow reader has not taken yet. */
    public enum Kind {
        /** It tells where the timeline is: a newer one makes it worthless. */
        STATE,
        /** It tells what will not be told again. */
        LASTING,
        /** It matters now or never: it is dropped first. */
        FLEETING
    }

    private final byte[] utf8;
    private final Kind kind;

    TextFrame(byte[] utf8, Kind kind) {
        this.utf8 = utf8;
        this.kind = kind;
    }

    /** The payload, to be read once: every call makes a view of its own over the same bytes. */
    public ByteBuffer payload() {
        return ByteBuffer.wrap(utf8).asReadOnlyBuffer();
    }

    public int bytes() {
        return utf8.length;
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public String toString() {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
