package dev.watchparty.lab.network;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * What holds for all connections of a network at the moment: its link, and whether it is dark. Safe for many threads.
 */
final class Weather {

    /** How often a connection's first packet is tried again: after 1 s, and twice as long each time (RFC 6298). */
    private static final long FIRST_PACKET_NANOS = 1_000_000_000;

    private volatile Link link;
    private volatile Outage outage = new Outage(System.nanoTime(), /* isResetting= */ false);

    /** Nothing passes until then. */
    private record Outage(long untilNanos, boolean isResetting) {

        boolean isOver() {
            return System.nanoTime() - untilNanos >= 0;
        }
    }

    Weather(Link link) {
        this.link = link;
    }

    Link link() {
        return link;
    }

    void change(Link changed) {
        link = changed;
    }

    void darken(Duration duration) {
        outage = new Outage(System.nanoTime() + duration.toNanos(), /* isResetting= */ false);
    }

    void breakOff(Duration duration) {
        outage = new Outage(System.nanoTime() + duration.toNanos(), /* isResetting= */ true);
    }

    void clear() {
        outage = new Outage(System.nanoTime(), /* isResetting= */ false);
    }

    boolean isDark() {
        return !outage.isOver();
    }

    boolean isResetting() {
        Outage current = outage;
        return current.isResetting() && !current.isOver();
    }

    /** Waits until a connection may open. */
    void awaitOpening() throws InterruptedException {
        for (long pauseNanos = FIRST_PACKET_NANOS; isDark(); pauseNanos *= 2) {
            awaitInstant(System.nanoTime() + pauseNanos);
        }
    }

    /**
     * Waits until what was due at {@code dueNanos} arrives: in the dark it is sent again and again, ever more seldom.
     */
    void awaitArrival(long dueNanos) throws InterruptedException {
        awaitInstant(dueNanos);
        for (long pauseNanos = link.retransmissionNanos(); isDark(); pauseNanos *= 2) {
            awaitInstant(System.nanoTime() + pauseNanos);
        }
    }

    private static void awaitInstant(long nanos) throws InterruptedException {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) throw new InterruptedException("closed");
        }
    }
}
