package dev.watchparty.adapter.web.socket;

import java.time.Duration;

/**
 * How much one connection may ask for: so many commands a second, and twice as many at once after a rest. Confined to
 * the thread that reads the connection.
 */
final class Allowance {

    /** How many seconds' worth may come at once. */
    static final int BURST_SECONDS = 2;

    private final long intervalNanos;
    private final long burstNanos;

    /** When everything that was taken is given back, if nothing more is taken. */
    private long paidAtNanos;

    /** @param perSecond commands; 0 for no limit */
    Allowance(int perSecond, long nowNanos) {
        this.intervalNanos = perSecond == 0 ? 0 : Duration.ofSeconds(1).toNanos() / perSecond;
        this.burstNanos = intervalNanos * perSecond * BURST_SECONDS;
        this.paidAtNanos = nowNanos;
    }

    /** Takes one; or takes none, and tells how long until there is one. Zero, if it was taken. */
    Duration take(long nowNanos) {
        long owed = Math.max(0, paidAtNanos - nowNanos) + intervalNanos;
        if (owed > burstNanos) return Duration.ofNanos(owed - burstNanos);
        paidAtNanos = nowNanos + owed;
        return Duration.ZERO;
    }
}
