package dev.watchparty.application.party;

import dev.watchparty.application.port.Timers;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * When and where the application's work is done.
 *
 * @param clock the server's, in whole milliseconds
 * @param workers may block on the store; never runs a task on the thread that hands it over, and refuses none
 * @param criers as the workers, for what tells very many: it takes long, and must not be in the way of what does not
 * @param timers must not be blocked
 */
public record Workplace(InstantSource clock, Executor workers, Executor criers, Timers timers) {

    /** A place where the workers tell the many, too. */
    public Workplace(InstantSource clock, Executor workers, Timers timers) {
        this(clock, workers, workers, timers);
    }
}
