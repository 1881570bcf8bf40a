package dev.watchparty.adapter.web.socket;

import dev.watchparty.adapter.web.wire.TextFrame;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where a thread puts the frame that it sends, so that the kernel can read it there. Who tells a thousand members the
 * same copies it once; a member costs neither a copy nor an object. Confined to its thread.
 */
final class Stage {

    /** Longer frames are rare, and go to few: they are copied for each. */
    static final int BYTES = 16 * 1024;

    private static final ThreadLocal<Stage> OF_THREAD = ThreadLocal.withInitial(Stage::new);

    private final ByteBuffer direct = ByteBuffer.allocateDirect(BYTES);

    /** What {@link #direct} holds. */
    private @Nullable TextFrame frame;

    /** {@code frame}, to be read once, and before this thread asks for the next. */
    static ByteBuffer of(TextFrame frame) {
        return frame.framedBytes() > BYTES ? frame.framed() : OF_THREAD.get().show(frame);
    }

    private ByteBuffer show(TextFrame wanted) {
        if (wanted != frame) {
            frame = null;
            wanted.copyTo(direct.clear());
            frame = wanted;
        }
        return direct.limit(wanted.framedBytes()).position(0);
    }
}
