package dev.watchparty.load.drive;

import dev.watchparty.load.measure.Ticker;
import dev.watchparty.load.measure.Timetable;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that ticks at each instant of a timetable. A selector waits in whole milliseconds only; this wakes it within
 * some tens of microseconds. Ends with the timetable.
 */
final class Metronome {

    private final Timetable timetable;
    private final Ticker ticker;
    private final Runnable tick;

    Metronome(Timetable timetable, Ticker ticker, Runnable tick) {
        this.timetable = timetable;
        this.ticker = ticker;
        this.tick = tick;
    }

    void start() {
        Thread thread = new Thread(this::run, "metronome");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        for (long number = 0; number < timetable.commands(); number++) {
            long due = timetable.dueAt(number);
            for (long left = due - ticker.nanos(); left > 0; left = due - ticker.nanos()) {
                LockSupport.parkNanos(left);
            }
            tick.run();
        }
    }
}
