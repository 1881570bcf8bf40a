package dev.watchparty.application.port;

import java.time.Instant;

/**
 * Forgets what parties that are over leave behind, a few rows at a time, so that nobody waits long for anything. Each
 * method does one batch and returns whether there may be more to do. Several servers may work at once, and whoever
 * stops half-way leaves the rest to whoever comes next. Safe for many threads. Methods may block, and throw
 * {@link StoreUnavailableException}.
 */
public interface PartyArchive {

    /** Takes the words out of what was said in parties that ended before {@code end}; that it was said stays known. */
    boolean redactChat(Instant end, int rows);

    /** Forgets under which ids the commands came that parties which ended before {@code end} had accepted. */
    boolean forgetCommandIds(Instant end, int rows);

    /**
     * Forgets parties that ended before {@code end}. Each is gone for everybody at once; of its history, something may
     * remain that nobody sees, see {@link #clearRemains}.
     */
    boolean forgetParties(Instant end, int rows);

    /** Forgets what remains of the history of parties that are gone. */
    boolean clearRemains(int rows);
}
