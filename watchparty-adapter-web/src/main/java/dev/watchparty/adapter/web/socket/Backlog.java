package dev.watchparty.adapter.web.socket;

import dev.watchparty.adapter.web.wire.TextFrame;
import dev.watchparty.adapter.web.wire.TextFrame.Kind;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * The texts that a slow reader has not taken yet, in order.
 *
 * <p>Who is a little behind gets everything. Beyond {@value #FRAMES_CONFLATE} frames only the newest state is kept, and
 * what is fleeting is dropped. Beyond {@value #FRAMES_MAX} frames or {@value #BYTES_MAX} bytes it is too much: the
 * reader had better reconnect and resume, which costs less than to remember its backlog. Confined to whoever holds its
 * outbox' lock.
 */
final class Backlog {

    static final int FRAMES_CONFLATE = 16;
    static final int FRAMES_MAX = 256;
    static final int BYTES_MAX = 512 * 1024;

    private final ArrayDeque<TextFrame> frames = new ArrayDeque<>();
    private int bytes;

    void add(TextFrame frame) {
        boolean isBehind = frames.size() >= FRAMES_CONFLATE;
        if (isBehind && frame.kind() == Kind.FLEETING) return;
        if (isBehind && frame.kind() == Kind.STATE) dropOlderState();
        frames.add(frame);
        bytes += frame.bytes();
    }

    private void dropOlderState() {
        Iterator<TextFrame> older = frames.iterator();
        while (older.hasNext()) {
            TextFrame frame = older.next();
            if (frame.kind() == Kind.LASTING) continue;
            older.remove();
            bytes -= frame.bytes();
        }
    }

    /** The oldest; there has to be one. */
    TextFrame take() {
        TextFrame oldest = frames.remove();
        bytes -= oldest.bytes();
        return oldest;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    boolean isTooMuch() {
        return frames.size() > FRAMES_MAX || bytes > BYTES_MAX;
    }
}
