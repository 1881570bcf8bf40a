package dev.watchparty.adapter.web.socket;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.watchparty.adapter.web.wire.TextFrame;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What leaves on one connection: whole frames, one after the other, texts in the order in which they were offered.
 *
 * <p>Whoever finds the wire free takes it by one compare-and-set, writes, and gives it back by another. Whoever finds
 * it taken, or has more to say than a text, goes under the lock: there everything waits in order, and the wire is
 * marked as {@link #CONTENDED}. Who gives back a wire that is so marked looks under the lock for what waits, and gives
 * it back there only if nothing does. So whatever was put in line is seen by whoever writes, or was put there by
 * somebody who writes it.
 *
 * <p>Pings, pongs and close frames go in between the texts that wait; these are bounded by {@link Backlog}. Safe for
 * many threads; never blocks; calls nobody while it holds the lock.
 */
final class Outbox {

    /** Nobody writes, and nothing waits. */
    private static final int FREE = 0;

    /** Somebody writes, a thread or the network; nothing else is to be done then. */
    private static final int WRITING = 1;

    /** Somebody writes, and has to look under the lock afterwards. */
    private static final int CONTENDED = 2;

    /** Nobody writes, and no text may come any more. */
    private static final int SHUT = 3;

    private static final int CONTROLS_EXPECTED = 2;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Outbox.class, "state", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("no field state", impossible);
        }
    }

    @SuppressWarnings("UnnecessaryLambda")
    private static final Runnable NOTHING = () -> {};

    private record Entry(ByteBuffer frame, Runnable whenWritten) {}

    private final Wire wire;
    private final Runnable giveUp;

    /** Read and written by {@link #STATE}. */
    @SuppressWarnings("unused")
    private volatile int state = FREE;

    /** Made when they are needed first, and let go when they are empty: most frames never wait. */
    @GuardedBy("this")
    private @Nullable Backlog texts;

    @GuardedBy("this")
    private @Nullable ArrayDeque<Entry> controls;

    /** What follows the last of the texts. */
    @GuardedBy("this")
    private @Nullable Entry farewell;

    /** Whether no text may come any more. */
    @GuardedBy("this")
    private boolean isShut;

    /** Whether the last frame of all has come. */
    @GuardedBy("this")
    private boolean isEnded;

    @GuardedBy("this")
    private boolean wasControl;

    /** @param giveUp runs once, when the reader is too far behind; no text is sent after it */
    Outbox(Wire wire, Runnable giveUp) {
        this.wire = wire;
        this.giveUp = giveUp;
    }

    /**
     * Sends {@code frame} after the texts that wait; or drops it, as {@link Backlog} has it, or if no more may come.
     */
    void offer(TextFrame frame) {
        if (STATE.compareAndSet(this, FREE, WRITING)) {
            write(frame);
        } else {
            putInLine(frame);
        }
    }

    /**
     * Sends {@code last} after what waits, then runs {@code then}, unless {@link #writeLast} or {@link #abandon} comes
     * before it; no text is sent after it.
     *
     * @return false, having done nothing, if there was an end already
     */
    boolean finish(TextFrame last, Runnable then) {
        boolean isOurTurn;
        synchronized (this) {
            if (isShut) return false;
            isShut = true;
            farewell = new Entry(last.framed(), then);
            isOurTurn = takeTurn();
        }
        if (isOurTurn) pump();
        return true;
    }

    /** No text leaves any more, and none is kept. */
    void abandon() {
        boolean isOurTurn;
        synchronized (this) {
            shut();
            isOurTurn = takeTurn();
        }
        if (isOurTurn) pump();
    }

    /**
     * Writes {@code control} before the texts that wait, but for one; {@code whenWritten} runs then, perhaps before
     * this returns, or never, if the connection is lost. After the last frame it runs at once, and nothing is written.
     * It is for whoever calls to see that there are few.
     */
    void write(ByteBuffer control, Runnable whenWritten) {
        if (!isPutInLine(new Entry(control, whenWritten), /* isLast= */ false)) whenWritten.run();
    }

    /**
     * Writes {@code control} likewise, and nothing after it, whoever else still tries: the texts that wait are dropped.
     * There can be only one such.
     */
    void writeLast(ByteBuffer control, Runnable whenWritten) {
        boolean unused = isPutInLine(new Entry(control, whenWritten), /* isLast= */ true);
    }

    /** Without a lock, and without an object: this is what a fan-out does for each member. */
    private void write(TextFrame frame) {
        ByteBuffer bytes = Stage.of(frame);
        try {
            if (wire.take(bytes)) {
                release();
            } else {
                wire.takeLater(frame.framed().position(bytes.position()), this::release);
            }
        } catch (IOException cause) {
            wire.lost(cause);
        }
    }

    private void release() {
        if (!STATE.compareAndSet(this, WRITING, FREE)) pump();
    }

    private void putInLine(TextFrame frame) {
        boolean isOurTurn;
        boolean isTooMuch;
        synchronized (this) {
            if (isShut) return;
            Backlog waiting = texts == null ? new Backlog() : texts;
            waiting.add(frame);
            texts = waiting;
            isTooMuch = waiting.isTooMuch();
            if (isTooMuch) shut();
            isOurTurn = takeTurn();
        }
        if (isOurTurn) pump();
        if (isTooMuch) giveUp.run();
    }

    private boolean isPutInLine(Entry control, boolean isLast) {
        boolean isOurTurn;
        synchronized (this) {
            if (isEnded) return false;
            isEnded = isLast;
            if (isLast) shut();
            ArrayDeque<Entry> waiting = controls == null ? new ArrayDeque<>(CONTROLS_EXPECTED) : controls;
            waiting.add(control);
            controls = waiting;
            isOurTurn = takeTurn();
        }
        if (isOurTurn) pump();
        return true;
    }

    @GuardedBy("this")
    private void shut() {
        isShut = true;
        texts = null;
        farewell = null;
    }

    /** From now on somebody writes who will look for what waits; whether that is the caller. */
    @GuardedBy("this")
    private boolean takeTurn() {
        int before = (int) STATE.getAndSet(this, CONTENDED);
        return before == FREE || before == SHUT;
    }

    /** Writes what waits until the wire refuses some of it, or everything has left. */
    private void pump() {
        for (Entry next = next(); next != null; next = next()) {
            if (!isWritten(next)) return;
            next.whenWritten().run();
        }
    }

    /** Whether the wire took {@code entry} at once; if not, the rest follows, and whatever waits then. */
    private boolean isWritten(Entry entry) {
        try {
            if (wire.take(entry.frame())) return true;
        } catch (IOException cause) {
            wire.lost(cause);
            return false;
        }
        wire.takeLater(entry.frame(), () -> {
            entry.whenWritten().run();
            pump();
        });
        return false;
    }

    /** What is to be written now; if nothing, the wire is given back. */
    private synchronized @Nullable Entry next() {
        Entry next = takeNext();
        if (next == null) state = isShut ? SHUT : FREE;
        return next;
    }

    /**
     * Controls first, yet after each a text has its turn, or somebody who pings without end would hold up all texts.
     */
    @GuardedBy("this")
    private @Nullable Entry takeNext() {
        boolean isTextsTurn = wasControl && (texts != null || farewell != null);
        wasControl = controls != null && !isTextsTurn;
        if (wasControl) return takeControl();
        if (texts != null) return takeText(texts);
        Entry last = farewell;
        farewell = null;
        return last;
    }

    @GuardedBy("this")
    private @Nullable Entry takeControl() {
        Entry control = controls == null ? null : controls.poll();
        if (controls != null && controls.isEmpty()) controls = null;
        return control;
    }

    @GuardedBy("this")
    private Entry takeText(Backlog waiting) {
        TextFrame text = waiting.take();
        if (waiting.isEmpty()) texts = null;
        return new Entry(text.framed(), NOTHING);
    }
}
