package dev.watchparty.adapter.web.socket;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;

/**
 * Writes whole frames to an end point, one after the other. What the socket takes at once costs one call to the kernel;
 * what it refuses is written as soon as it may. It holds back nobody: whoever writes keeps the number of frames small.
 * Safe for many threads; never blocks.
 */
final class FrameWriter {

    private record Entry(ByteBuffer frame, Runnable whenWritten) {}

    private enum Turn {
        NOW,
        LATER,
        NEVER
    }

    private final EndPoint endPoint;

    @GuardedBy("this")
    private boolean isWriting;

    /** Whether the last frame was handed over. */
    @GuardedBy("this")
    private boolean isEnded;

    /** Made when it is needed first: most frames never wait. */
    @GuardedBy("this")
    private @Nullable ArrayDeque<Entry> waiting;

    FrameWriter(EndPoint endPoint) {
        this.endPoint = endPoint;
    }

    /**
     * Writes {@code frame} after what waits; {@code whenWritten} runs then, perhaps before this returns, or never, if
     * the connection is lost. After the last frame it runs at once, and nothing is written.
     */
    void write(ByteBuffer frame, Runnable whenWritten) {
        Turn turn = turn(frame, whenWritten, /* isLast= */ false);
        if (turn == Turn.NOW) writeOn(frame, whenWritten);
        if (turn == Turn.NEVER) whenWritten.run();
    }

    /** Writes {@code frame} likewise, and nothing after it, whoever else still tries. There can be only one such. */
    void writeLast(ByteBuffer frame, Runnable whenWritten) {
        if (turn(frame, whenWritten, /* isLast= */ true) == Turn.NOW) writeOn(frame, whenWritten);
    }

    private synchronized Turn turn(ByteBuffer frame, Runnable whenWritten, boolean isLast) {
        if (isEnded) return Turn.NEVER;
        isEnded = isLast;
        if (isWriting) {
            if (waiting == null) waiting = new ArrayDeque<>();
            waiting.add(new Entry(frame, whenWritten));
            return Turn.LATER;
        }
        isWriting = true;
        return Turn.NOW;
    }

    private void writeOn(ByteBuffer first, Runnable whenFirstWritten) {
        ByteBuffer frame = first;
        Runnable whenWritten = whenFirstWritten;
        while (isWritten(frame, whenWritten)) {
            whenWritten.run();
            Entry next = next();
            if (next == null) return;
            frame = next.frame();
            whenWritten = next.whenWritten();
        }
    }

    /** Whether the socket took {@code frame}; if not, the rest of it follows, and whatever waits then. */
    private boolean isWritten(ByteBuffer frame, Runnable whenWritten) {
        try {
            if (endPoint.flush(frame)) return true;
        } catch (IOException lost) {
            endPoint.close(lost);
            return false;
        }
        endPoint.write(Callback.from(InvocationType.NON_BLOCKING, () -> goOn(whenWritten), endPoint::close), frame);
        return false;
    }

    private void goOn(Runnable whenWritten) {
        whenWritten.run();
        Entry next = next();
        if (next != null) writeOn(next.frame(), next.whenWritten());
    }

    private synchronized @Nullable Entry next() {
        Entry next = waiting == null ? null : waiting.poll();
        if (next == null) {
            isWriting = false;
            waiting = null; // An idle connection holds no queue.
        }
        return next;
    }
}
