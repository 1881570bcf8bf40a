package dev.watchparty.lab.network;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is on its way in one direction of one connection, in the order in which it left. Bounded: who would put more
 * into it waits, stops reading, and so lets TCP slow the sender down. Safe for many threads.
 */
final class Flight {

    /** At 300 ms of round trip some 13 Mbit/s, which is plenty for a film. */
    static final int BYTES_MAX = 256 * 1024;

    /** Bytes, and when they arrive; none mean that nothing follows. */
    @SuppressWarnings("ArrayRecordComponent") // Written once, read once, and never compared.
    record Chunk(byte[] bytes, long dueNanos) {

        boolean isEnd() {
            return bytes.length == 0;
        }
    }

    @GuardedBy("this")
    private final Deque<Chunk> chunks = new ArrayDeque<>();

    @GuardedBy("this")
    private int bytes;

    @GuardedBy("this")
    private long lastDueNanos;

    Flight(long openedNanos) {
        this.lastDueNanos = openedNanos;
    }

    /** Puts bytes behind all others; they never overtake, as in TCP they cannot. */
    synchronized void depart(byte[] departing, long dueNanos) throws InterruptedException {
        while (bytes >= BYTES_MAX) {
            wait();
        }
        lastDueNanos = Math.max(lastDueNanos, dueNanos);
        chunks.add(new Chunk(departing, lastDueNanos));
        bytes += departing.length;
        notifyAll();
    }

    synchronized Chunk next() throws InterruptedException {
        while (chunks.isEmpty()) {
            wait();
        }
        Chunk chunk = chunks.remove();
        bytes -= chunk.bytes().length;
        notifyAll();
        return chunk;
    }
}
