package dev.watchparty.adapter.web.socket;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Workers who can be asked whether they have nothing to do. Safe for many threads. */
final class CountingWorkers implements Executor, AutoCloseable {

    static final int THREADS = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "test-worker");
        thread.setDaemon(true);
        return thread;
    });

    @GuardedBy("this")
    private int underWay;

    @Override
    public void execute(Runnable task) {
        begin();
        threads.execute(() -> {
            try {
                task.run();
            } finally {
                end();
            }
        });
    }

    /** Waits until nothing is under way. */
    synchronized void awaitIdle() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (underWay > 0) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) throw new AssertionError(underWay + " tasks are still under way");
            wait(left);
        }
    }

    private synchronized void begin() {
        underWay++;
    }

    private synchronized void end() {
        underWay--;
        notifyAll();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
