package dev.watchparty.application.port;

import java.time.Duration;

/** Runs things later. Safe for many threads. */
@FunctionalInterface
public interface Timers {

    /** Runs {@code task} once, after {@code delay}, on a thread of its own that {@code task} must not block. */
    Timer after(Duration delay, Runnable task);

    /** Something that will run. */
    @FunctionalInterface
    interface Timer {

        /** It will not run any more, unless it has begun. */
        void cancel();
    }
}
