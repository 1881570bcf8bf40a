package dev.watchparty.adapter.web.wire;

import dev.watchparty.adapter.web.wire.TextFrame.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames for tests that do not care what they say. */
public final class Frames {

    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private Frames() {}

    public static TextFrame frame(String text, Kind kind) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        FrameText written = new FrameText();
        written.write(utf8, 0, utf8.length);
        return new TextFrame(written, kind);
    }

    /** What a client sent, as a connection hands it on. */
    public static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What the frame says that {@code framed} begins with; it is read. */
    public static String payload(ByteBuffer framed) {
        framed.get();
        int length = framed.get();
        if (length == LENGTH_16) length = Short.toUnsignedInt(framed.getShort());
        if (length == LENGTH_64) length = Math.toIntExact(framed.getLong());
        byte[] utf8 = new byte[length];
        framed.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
