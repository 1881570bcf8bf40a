package dev.watchparty.application.party;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What waits to be done in order, a batch at a time and never two at once. It has its turn called for when something
 * comes and it has none, and again after each turn that leaves something. Safe for many threads; never blocks.
 */
final class Inbox<T> {

    /** So much is done in one go at most: enough to share a transaction, not so much that the first waits long. */
    static final int BATCH_MAX = 128;

    private final int capacity;
    private final Runnable callForTurn;

    @GuardedBy("this")
    private final ArrayDeque<T> waiting = new ArrayDeque<>(2);

    /** Whether a turn was called for, or is under way. */
    @GuardedBy("this")
    private boolean hasTurn;

    /** @param callForTurn leads to one {@link #next} and then one {@link #endTurn}, on whatever thread */
    Inbox(int capacity, Runnable callForTurn) {
        this.capacity = capacity;
        this.callForTurn = callForTurn;
    }

    /** Puts {@code item} in; false, if as much waits as may. */
    boolean offer(T item) {
        synchronized (this) {
            if (waiting.size() >= capacity) return false;
            waiting.add(item);
            if (hasTurn) return true;
            hasTurn = true;
        }
        callForTurn.run();
        return true;
    }

    /** Puts {@code item} in, however much waits: for what its senders limit themselves. */
    void post(T item) {
        synchronized (this) {
            waiting.add(item);
            if (hasTurn) return;
            hasTurn = true;
        }
        callForTurn.run();
    }

    /** Takes out what is to be done in this turn. */
    synchronized List<T> next() {
        List<T> batch = new ArrayList<>(Math.min(BATCH_MAX, waiting.size()));
        while (batch.size() < BATCH_MAX && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        return batch;
    }

    /** All of it is done. */
    void endTurn() {
        synchronized (this) {
            hasTurn = !waiting.isEmpty();
            if (!hasTurn) return;
        }
        callForTurn.run();
    }

    /** Whether nothing waits and nothing is done. */
    synchronized boolean isIdle() {
        return !hasTurn;
    }
}
