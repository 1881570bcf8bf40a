package dev.watchparty.application.party;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Work that is done in order, a batch at a time and never two at once, on threads that it shares with other mailboxes.
 * After each batch it goes to the end of their line. Safe for many threads; never blocks whoever puts something in.
 */
final class Mailbox<T> {

    /** So much is done in one go at most: enough to share a transaction, not so much that the first waits long. */
    static final int BATCH_MAX = 128;

    private final Executor workers;
    private final int capacity;
    private final Consumer<List<T>> work;

    @GuardedBy("this")
    private final ArrayDeque<T> waiting = new ArrayDeque<>();

    @GuardedBy("this")
    private boolean isWorking;

    /** @param work should not throw: what it was given is lost, and the mailbox goes on with the rest */
    Mailbox(Executor workers, int capacity, Consumer<List<T>> work) {
        this.workers = workers;
        this.capacity = capacity;
        this.work = work;
    }

    /** Puts {@code item} in; false, if as much waits as may. */
    boolean offer(T item) {
        synchronized (this) {
            if (waiting.size() >= capacity) return false;
            waiting.add(item);
            if (isWorking) return true;
            isWorking = true;
        }
        workers.execute(this::workOnce);
        return true;
    }

    /** Puts {@code item} in, however much waits: for what its senders limit themselves. */
    void post(T item) {
        synchronized (this) {
            waiting.add(item);
            if (isWorking) return;
            isWorking = true;
        }
        workers.execute(this::workOnce);
    }

    synchronized boolean isIdle() {
        return !isWorking;
    }

    private void workOnce() {
        try {
            work.accept(nextBatch());
        } finally {
            if (hasMore()) workers.execute(this::workOnce);
        }
    }

    private synchronized boolean hasMore() {
        isWorking = !waiting.isEmpty();
        return isWorking;
    }

    private synchronized List<T> nextBatch() {
        List<T> batch = new ArrayList<>(Math.min(BATCH_MAX, waiting.size()));
        while (batch.size() < BATCH_MAX && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        return batch;
    }
}
