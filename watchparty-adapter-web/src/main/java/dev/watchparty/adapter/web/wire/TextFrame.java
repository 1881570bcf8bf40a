package dev.watchparty.adapter.web.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket text frame, encoded and framed once, and shared by all connections that it goes to. Immutable. */
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

    /** From 0 to its limit, in an array that has more. */
    private final ByteBuffer framed;

    private final int payloadBytes;
    private final Kind kind;

    TextFrame(FrameText text, Kind kind) {
        this.framed = text.framed();
        this.payloadBytes = text.length();
        this.kind = kind;
    }

    /**
     * The frame from 0 on, to be read once: each call makes a view of its own of the same bytes, which nobody may
     * change.
     */
    public ByteBuffer framed() {
        return framed.duplicate();
    }

    /** How long the frame is, header and all. */
    public int framedBytes() {
        return framed.limit();
    }

    /** Puts the whole frame into {@code target}. */
    public void copyTo(ByteBuffer target) {
        target.put(framed.array(), framed.arrayOffset(), framed.limit());
    }

    /** How long the payload is. */
    public int bytes() {
        return payloadBytes;
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public String toString() {
        ByteBuffer payload = framed();
        return StandardCharsets.UTF_8
                .decode(payload.position(payload.limit() - payloadBytes))
                .toString();
    }
}
