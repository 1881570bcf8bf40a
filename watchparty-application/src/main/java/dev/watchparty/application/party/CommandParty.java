package dev.watchparty.application.party;

import dev.watchparty.application.port.Backplane;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.PartyId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Carries out commands: each party that is active here has a desk, whose batches are decided on the evolving party and
 * stored, with those of other parties, in one transaction. Who asked is answered, and everybody told, once that is
 * durable.
 *
 * <p>The desks are for throughput and for order. What keeps servers from undoing each other's work is the version in
 * the store, and nothing else. Safe for many threads; never blocks.
 */
public final class CommandParty {

    /** A party with more commands waiting than this is asked faster than it can answer. */
    public static final int COMMANDS_WAITING_MAX = 1024;

    /** A desk that nothing came to for so long leaves memory. */
    public static final Duration IDLE_MAX = Duration.ofMinutes(1);

    private final PartyStore parties;
    private final Backplane backplane;
    private final Workplace workplace;
    private final Rounds rounds;
    private final ConcurrentHashMap<PartyId, PartyDesk> desks = new ConcurrentHashMap<>();

    public CommandParty(PartyStore parties, Backplane backplane, Workplace workplace) {
        this.parties = parties;
        this.backplane = backplane;
        this.workplace = workplace;
        this.rounds = new Rounds(workplace, parties);
    }

    /** Carries out a command that nobody will repeat. The future completes on a worker, and never exceptionally. */
    public CompletableFuture<Outcome> handle(PartyId id, PartyCommand command) {
        return take(id, new Pending(command, null, new CompletableFuture<>()));
    }

    /** Carries out a command once, however often it comes with the same key. */
    public CompletableFuture<Outcome> handle(PartyId id, PartyCommand command, CommandKey key) {
        return take(id, new Pending(command, key, new CompletableFuture<>()));
    }

    /** Forgets the parties that nothing came for lately. To be called now and then. */
    public void sweep() {
        Instant now = workplace.clock().instant();
        desks.keySet().forEach(id -> desks.computeIfPresent(id, (same, desk) -> desk.isIdle(now) ? null : desk));
    }

    /** How many parties have a desk here. */
    public int activeParties() {
        return desks.size();
    }

    private CompletableFuture<Outcome> take(PartyId id, Pending pending) {
        // Under the map's lock for this party, so that no desk is forgotten between being found and being used.
        desks.compute(id, (same, desk) -> {
            PartyDesk open = desk == null ? new PartyDesk(same, parties, backplane, workplace, rounds) : desk;
            open.take(pending);
            return open;
        });
        return pending.outcome();
    }
}
