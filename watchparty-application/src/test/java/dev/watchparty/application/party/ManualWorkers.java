package dev.watchparty.application.party;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;

/**
 * An executor whose tasks run when a test says so, on the thread of the test: in the order in which they came, or in
 * any order that a seed gives. Safe for many threads, of which one runs things.
 */
final class ManualWorkers implements Executor {

    /** A test that needs more steps than this runs in circles. */
    private static final int TASKS_MAX = 1_000_000;

    @GuardedBy("this")
    private final List<Runnable> waiting = new ArrayList<>();

    @Override
    public synchronized void execute(Runnable task) {
        waiting.add(task);
    }

    synchronized int waiting() {
        return waiting.size();
    }

    /** Runs whatever has waited longest. */
    void runNext() {
        take(0).run();
    }

    /** Runs any one of those that wait. */
    void runAny(Random random) {
        take(random.nextInt(waiting())).run();
    }

    /** Runs everything, and what comes of it. */
    void runAll() {
        for (int done = 0; waiting() > 0; done++) {
            if (done == TASKS_MAX) throw new AssertionError("still not done after " + TASKS_MAX + " tasks");
            runNext();
        }
    }

    private synchronized Runnable take(int index) {
        return waiting.remove(index);
    }
}
