package dev.watchparty.application.party;

import dev.watchparty.application.port.PartyArchive;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Forgets what is older than it is to be kept, in small batches. To be called now and then, on every server if need be.
 * Blocks on the store. Safe for many threads.
 */
public final class ForgetOldParties {

    static final int ROWS_PER_BATCH = 500;

    /** Of each kind, in one call: a server that was down for a year does not work for an hour on end. */
    static final int BATCHES_MAX = 200;

    private final PartyArchive archive;
    private final RetentionPolicy policy;
    private final InstantSource clock;

    public ForgetOldParties(PartyArchive archive, RetentionPolicy policy, InstantSource clock) {
        this.archive = archive;
        this.policy = policy;
        this.clock = clock;
    }

    /** Forgets as much as one call may. Where the store fails in between, the next call goes on. */
    public void sweep() {
        // Whole parties first: what is forgotten with them need not be forgotten before.
        forget(policy.parties(), archive::forgetParties);
        // Whatever the policy is now: a party that is gone stays gone.
        repeat(() -> archive.clearRemains(ROWS_PER_BATCH));
        forget(policy.chat(), archive::redactChat);
        forget(policy.commandIds(), archive::forgetCommandIds);
    }

    private void forget(@Nullable Duration kept, Batch batch) {
        if (kept == null) return;
        Instant end = clock.instant().minus(kept);
        repeat(() -> batch.forget(end, ROWS_PER_BATCH));
    }

    private static void repeat(BooleanSupplier batch) {
        int batches = 0;
        while (batches < BATCHES_MAX && batch.getAsBoolean()) {
            batches++;
        }
    }

    @FunctionalInterface
    private interface Batch {
        boolean forget(Instant end, int rows);
    }
}
