package dev.watchparty.application.party;

import dev.watchparty.application.port.Timers;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * When and where the application's work is done. None of the executors runs a task on the thread that hands it over, or
 * refuses one.
 *
 * @param clock the server's, in whole milliseconds
 * @param workers may block on the store
 * @param clerk does one task after the other, of those that store commands; may block on the store
 * @param tellers do what tells people, one task after the other and as many at a time as there are processors: done all
 *     at once, all of it would take longer
 * @param criers as the tellers, for what tells very many: it takes long, and must not be in the way of what does not
 * @param timers must not be blocked
 */
public record Workplace(
        InstantSource clock, Executor workers, Executor clerk, Executor tellers, Executor criers, Timers timers) {

    /** A place where the workers do everything. */
    public Workplace(InstantSource clock, Executor workers, Timers timers) {
        this(clock, workers, workers, workers, workers, timers);
    }
}
