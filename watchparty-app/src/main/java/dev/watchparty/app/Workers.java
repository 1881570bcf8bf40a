package dev.watchparty.app;

import dev.watchparty.application.port.Timers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that do what is handed to them in the order in which it comes, and one more for timers. */
final class Workers implements Timers, AutoCloseable {

    private static final Duration STOP_MAX = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final ExecutorService workers;
    private final ScheduledThreadPoolExecutor timers;

    /** @param name of the threads, for those who read thread dumps */
    Workers(String name, int threads) {
        this.workers = Executors.newFixedThreadPool(threads, named("watchparty-" + name + "-"));
        this.timers = new ScheduledThreadPoolExecutor(1, named("watchparty-" + name + "-timer-"));
        this.timers.setRemoveOnCancelPolicy(true);
    }

    ExecutorService executor() {
        return workers;
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        ScheduledFuture<?> scheduled = timers.schedule(task, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /** Has {@code tidying} done by a worker again and again, whether it fails or not, until the workers stop. */
    void every(Duration interval, Runnable tidying) {
        after(
                interval,
                () -> workers.execute(() -> {
                    try {
                        tidying.run();
                    } catch (RuntimeException failure) {
                        LOG.warn("tidying up failed, and is tried again", failure);
                    }
                    every(interval, tidying);
                }));
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Lets what is under way end, for a moment. */
    @Override
    public void close() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            timers.shutdownNow(); // Last: what is under way may still set one.
        }
    }
}
