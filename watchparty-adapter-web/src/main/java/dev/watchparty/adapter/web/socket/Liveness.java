package dev.watchparty.adapter.web.socket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether a client is still there: when it was heard, whether it takes our pings, and how long they take to come back.
 * Safe for many threads.
 */
final class Liveness {

    /** Whoever was not heard for so long, though pinged, is gone. */
    static final Duration SILENCE_MAX = Duration.ofSeconds(12);

    static final Duration PING_INTERVAL = Duration.ofSeconds(5);

    /** Whoever has not taken a ping for so long does not read; it may still talk. */
    static final Duration STALL_MAX = Duration.ofSeconds(30);

    private volatile long heardAtNanos;
    private volatile long pingedAtNanos;
    private volatile long roundTripNanos = -1;

    /** Whether the network has not taken the last ping yet. */
    private volatile boolean isPingOnItsWay;

    Liveness(long nowNanos) {
        this.heardAtNanos = nowNanos;
        this.pingedAtNanos = nowNanos;
    }

    void heard(long nowNanos) {
        heardAtNanos = nowNanos;
    }

    /** Learns the round trip from {@code payload}, if that is of a ping of ours. */
    void ponged(ByteBuffer payload, long nowNanos) {
        if (payload.remaining() != Long.BYTES) return;
        long sample = nowNanos - payload.getLong();
        if (sample < 0 || sample > SILENCE_MAX.toNanos()) return;
        long before = roundTripNanos;
        roundTripNanos = before < 0 ? sample : before + (sample - before) / 8; // Smoothed as in RFC 6298.
    }

    /** @param isListenedTo if not, its silence says nothing */
    boolean isGone(long nowNanos, boolean isListenedTo) {
        boolean isSilent = isListenedTo && nowNanos - heardAtNanos >= SILENCE_MAX.toNanos();
        boolean isStalled = isPingOnItsWay && nowNanos - pingedAtNanos >= STALL_MAX.toNanos();
        return isSilent || isStalled;
    }

    boolean isPingDue(long nowNanos) {
        return !isPingOnItsWay && nowNanos - pingedAtNanos >= PING_INTERVAL.toNanos();
    }

    /** The payload of a ping that leaves now; until {@link #pingTaken} no other is due. */
    byte[] ping(long nowNanos) {
        pingedAtNanos = nowNanos;
        isPingOnItsWay = true;
        return ByteBuffer.allocate(Long.BYTES).putLong(nowNanos).array();
    }

    void pingTaken() {
        isPingOnItsWay = false;
    }

    /** How long a message takes, one way, as measured. */
    Optional<Duration> oneWayDelay() {
        long roundTrip = roundTripNanos;
        return roundTrip < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(roundTrip / 2));
    }
}
