package dev.watchparty.adapter.web.socket;

import java.time.Duration;

/**
 * Which of a client's signs of typing are worth telling: a beginning now and then, and the end of whatever was told.
 * Confined to the thread that reads the connection.
 */
final class TypingSigns {

    /** How long one beginning lasts. */
    static final Duration INTERVAL = Duration.ofSeconds(2);

    private boolean isShown;
    private long shownAtNanos;

    TypingSigns(long nowNanos) {
        this.shownAtNanos = nowNanos - INTERVAL.toNanos();
    }

    /** Whether to tell that somebody types, or does not any more; it is taken to be told then. */
    boolean isNews(boolean isTyping, long nowNanos) {
        if (!isTyping) {
            boolean wasShown = isShown;
            isShown = false;
            return wasShown;
        }
        if (nowNanos - shownAtNanos < INTERVAL.toNanos()) return false;
        isShown = true;
        shownAtNanos = nowNanos;
        return true;
    }
}
