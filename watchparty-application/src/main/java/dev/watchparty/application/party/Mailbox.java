package dev.watchparty.application.party;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Work that is done in order, a batch at a time and never two at once, on threads that it shares with other mailboxes.
 * After each batch it goes to the end of their line. Safe for many threads; never blocks whoever puts something in.
 */
final class Mailbox<T> {

    private final Inbox<T> inbox;
    private final Consumer<List<T>> work;

    /** @param work should not throw: what it was given is lost, and the mailbox goes on with the rest */
    Mailbox(Executor workers, int capacity, Consumer<List<T>> work) {
        this.inbox = new Inbox<>(capacity, () -> workers.execute(this::workOnce));
        this.work = work;
    }

    /** Puts {@code item} in; false, if as much waits as may. */
    boolean offer(T item) {
        return inbox.offer(item);
    }

    /** Puts {@code item} in, however much waits: for what its senders limit themselves. */
    void post(T item) {
        inbox.post(item);
    }

    boolean isIdle() {
        return inbox.isIdle();
    }

    private void workOnce() {
        try {
            work.accept(inbox.next());
        } finally {
            inbox.endTurn();
        }
    }
}
