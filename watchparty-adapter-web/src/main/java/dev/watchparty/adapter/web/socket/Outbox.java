package dev.watchparty.adapter.web.socket;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.watchparty.adapter.web.wire.TextFrame;
import dev.watchparty.adapter.web.wire.TextFrame.Kind;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The frames waiting to leave on one connection, in order, one in flight at a time.
 *
 * <p>A reader that is a little behind gets everything. Beyond {@value #FRAMES_CONFLATE} frames only the newest state is
 * kept of those waiting, and what is fleeting is dropped. Beyond {@value #FRAMES_MAX} frames or {@value #BYTES_MAX}
 * bytes the reader is given up: it reconnects and resumes, which costs less than to remember its backlog. Safe for many
 * threads; never blocks.
 */
final class Outbox {

    static final int FRAMES_CONFLATE = 16;
    static final int FRAMES_MAX = 256;
    static final int BYTES_MAX = 512 * 1024;

    /** Hands a frame to the network; runs {@code whenSent} once the next frame may follow, perhaps before returning. */
    @FunctionalInterface
    interface Wire {
        void send(TextFrame frame, Runnable whenSent);
    }

    private final Wire wire;
    private final Runnable giveUp;
    private final Runnable whenSent = this::landed;

    @GuardedBy("this")
    private final ArrayDeque<TextFrame> waiting = new ArrayDeque<>(0);

    @GuardedBy("this")
    private int waitingBytes;

    @GuardedBy("this")
    private boolean isInFlight;

    @GuardedBy("this")
    private boolean isGivenUp;

    /** Whether some thread is in {@link #pump} and will send what comes next. */
    @GuardedBy("this")
    private boolean isPumping;

    /** What runs when everything has left, once nothing more may come. */
    @GuardedBy("this")
    private @Nullable Runnable whenEmpty;

    /** @param giveUp runs once, when the reader is too far behind; nothing is sent after it */
    Outbox(Wire wire, Runnable giveUp) {
        this.wire = wire;
        this.giveUp = giveUp;
    }

    void offer(TextFrame frame) {
        boolean isNext;
        synchronized (this) {
            if (isGivenUp || whenEmpty != null) return;
            isNext = !isInFlight && !isPumping;
            if (isNext) {
                isInFlight = true;
                isPumping = true;
            } else {
                enqueue(frame);
                if (!isOverfull()) return;
                abandon();
            }
        }
        if (isNext) {
            pump(frame);
        } else {
            giveUp.run();
        }
    }

    /**
     * Sends {@code last} after what waits, then runs {@code then}; nothing is sent after it.
     *
     * @return false, having done nothing, if there was an end already
     */
    boolean finish(TextFrame last, Runnable then) {
        synchronized (this) {
            if (isGivenUp || whenEmpty != null) return false;
            whenEmpty = then;
            waiting.add(last); // Even in a full box: there is no other after it.
            waitingBytes += last.bytes();
            if (isInFlight || isPumping) return true;
            isPumping = true;
        }
        pump(null);
        return true;
    }

    /** Nothing more leaves, and nothing is kept. */
    synchronized void abandon() {
        isGivenUp = true;
        waiting.clear();
        waitingBytes = 0;
        whenEmpty = null;
    }

    /** Sends until a frame stays in flight: in a loop, since a network that takes everything at once would recurse. */
    private void pump(@Nullable TextFrame first) {
        if (first != null) wire.send(first, whenSent); // Outside the lock: the network may call back at once.
        TextFrame next = nextIfLanded();
        while (next != null) {
            wire.send(next, whenSent);
            next = nextIfLanded();
        }
        endIfEmpty();
    }

    private void landed() {
        synchronized (this) {
            isInFlight = false;
            if (isPumping) return; // The pump is still inside send and looks when it comes back.
            isPumping = true;
        }
        pump(null);
    }

    private synchronized @Nullable TextFrame nextIfLanded() {
        TextFrame next = isInFlight ? null : waiting.poll();
        if (next == null) {
            isPumping = false;
        } else {
            waitingBytes -= next.bytes();
            isInFlight = true;
        }
        return next;
    }

    private void endIfEmpty() {
        Runnable end;
        synchronized (this) {
            if (isInFlight || isPumping || !waiting.isEmpty() || whenEmpty == null) return;
            end = whenEmpty;
            abandon();
        }
        end.run();
    }

    @GuardedBy("this")
    private void enqueue(TextFrame frame) {
        boolean isBehind = waiting.size() >= FRAMES_CONFLATE;
        if (isBehind && frame.kind() == Kind.FLEETING) return;
        if (isBehind && frame.kind() == Kind.STATE) dropOlderState();
        waiting.add(frame);
        waitingBytes += frame.bytes();
    }

    @GuardedBy("this")
    private void dropOlderState() {
        Iterator<TextFrame> frames = waiting.iterator();
        while (frames.hasNext()) {
            TextFrame older = frames.next();
            if (older.kind() == Kind.LASTING) continue;
            frames.remove();
            waitingBytes -= older.bytes();
        }
    }

    @GuardedBy("this")
    private boolean isOverfull() {
        return waiting.size() > FRAMES_MAX || waitingBytes > BYTES_MAX;
    }
}
