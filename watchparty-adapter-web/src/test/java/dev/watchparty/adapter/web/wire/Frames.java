package dev.watchparty.adapter.web.wire;

import dev.watchparty.adapter.web.wire.TextFrame.Kind;
import java.nio.charset.StandardCharsets;

/** Frames for tests that do not care what they say. */
public final class Frames {

    private Frames() {}

    public static TextFrame frame(String text, Kind kind) {
        return new TextFrame(text.getBytes(StandardCharsets.UTF_8), kind);
    }
}
