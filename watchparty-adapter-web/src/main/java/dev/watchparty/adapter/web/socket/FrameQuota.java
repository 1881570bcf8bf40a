package dev.watchparty.adapter.web.socket;

import java.time.Duration;

/** How many frames of one client are read in a second. Confined to the thread that reads. */
final class FrameQuota {

    /** More than any honest client sends: the rest is read in the next second. */
    static final int PER_SECOND_MAX = 10_000;

    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private long beganAtNanos;
    private int frames;

    FrameQuota(long nowNanos) {
        this.beganAtNanos = nowNanos;
    }

    /** Counts one frame, and tells how long to wait before the next one. */
    Duration take(long nowNanos) {
        if (nowNanos - beganAtNanos >= SECOND_NANOS) {
            beganAtNanos = nowNanos;
            frames = 0;
        }
        frames++;
        return frames <= PER_SECOND_MAX ? Duration.ZERO : Duration.ofNanos(SECOND_NANOS - (nowNanos - beganAtNanos));
    }
}
