package dev.watchparty.application.party;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.watchparty.application.port.Backplane;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.application.port.PartyStore.Append;
import dev.watchparty.application.port.PartyStore.AppendResult;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one party's commands wait and are decided, in order. A turn is {@link #open}, then what that asks for is stored
 * and {@link #stored} called; or, where that did not work, {@link #reopen}, and {@link #goOn} until nothing is left to
 * store; or {@link #fail}. It ends with {@link #endTurn}.
 */
final class PartyDesk {

    /** More rivals than this at one instant means a hot loop, not a lively party. */
    private static final int ATTEMPTS_MAX = 8;

    /** More than any batch causes; who misses more reads it from the store. */
    private static final int EVENTS_UNTOLD_MAX = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(PartyDesk.class);

    private final PartyId id;
    private final PartyStore parties;
    private final Backplane backplane;
    private final Workplace workplace;
    private final Inbox<Pending> inbox;
    private volatile Instant lastUsed;

    /** The party as this server stored it last, if it knows; confined to the turn, as is all that follows. */
    private @Nullable Party known;

    /** What the store has after this was perhaps told to nobody, since it did not say that it has it. */
    private @Nullable Version toldUpTo;

    /** The batch of this turn. */
    private List<Pending> batch = List.of();

    /** Those of the batch that turned out to be repetitions, with the version that each was answered with first. */
    private Map<CommandKey, Version> acceptedBefore = Map.of();

    private int attempts;

    /** What was decided last, and is to be stored. */
    private @Nullable Batch decided;

    PartyDesk(PartyId id, PartyStore parties, Backplane backplane, Workplace workplace, Rounds rounds) {
        this.id = id;
        this.parties = parties;
        this.backplane = backplane;
        this.workplace = workplace;
        this.inbox = new Inbox<>(CommandParty.COMMANDS_WAITING_MAX, () -> rounds.add(this));
        this.lastUsed = workplace.clock().instant();
    }

    void take(Pending pending) {
        lastUsed = workplace.clock().instant();
        if (!inbox.offer(pending)) {
            pending.outcome().complete(new Outcome.Overloaded());
        }
    }

    boolean isIdle(Instant now) {
        return inbox.isIdle() && !now.isBefore(lastUsed.plus(CommandParty.IDLE_MAX));
    }

    PartyId id() {
        return id;
    }

    /** Takes a batch, and decides it without asking the store anything; empty, if that is not possible. */
    Optional<Append> open() {
        batch = inbox.next();
        acceptedBefore = new HashMap<>();
        attempts = 0;
        Party present = known;
        if (present == null || toldUpTo != null) return Optional.empty();
        try {
            Batch next = Batch.decide(present, workplace.clock().instant(), batch, Map.of());
            boolean isClear = !next.isWithoutTrace() && next.refused().isEmpty();
            return isClear ? Optional.of(toStore(next)) : Optional.empty();
        } catch (RuntimeException | Error mistake) {
            LOG.atDebug().addKeyValue("party", id.value()).setCause(mistake).log("a batch fails, and is tried alone");
            return Optional.empty();
        }
    }

    /** What {@link #open} asked for is stored. */
    void stored() {
        stored(Objects.requireNonNull(decided));
    }

    /** Decides the batch that was taken, with what the store knows; what {@link #open} asked for was not stored. */
    Optional<Append> reopen() {
        if (decided == null) {
            tellUntold();
        } else {
            toldUpTo = null; // It was set for what was decided, and that did not happen.
        }
        return decide();
    }

    /** What was to be stored was, or others were faster; then it is decided again. */
    Optional<Append> goOn(AppendResult result) {
        if (result == AppendResult.STORED) return stored(Objects.requireNonNull(decided));
        known = null;
        if (result == AppendResult.ALREADY_ACCEPTED) acceptedBefore.putAll(parties.accepted(id, keysOf(batch)));
        return decide();
    }

    /** What was to be stored perhaps was not. */
    void fail(Throwable failure) {
        known = null;
        LOG.atWarn()
                .addKeyValue("party", id.value())
                .addKeyValue("commands", batch.size())
                .setCause(failure)
                .log("commands failed");
        answerAll(new Outcome.Unavailable());
    }

    void endTurn() {
        // Whoever was answered keeps that answer; nobody goes without.
        batch.forEach(pending -> pending.outcome().complete(new Outcome.Unavailable()));
        batch = List.of();
        acceptedBefore = Map.of();
        decided = null;
        inbox.endTurn();
    }

    private Optional<Append> decide() {
        while (attempts++ < ATTEMPTS_MAX) {
            Optional<Party> found = Optional.ofNullable(known).or(() -> parties.find(id));
            if (found.isEmpty()) return answerAll(new Outcome.UnknownParty());
            Batch next = decide(found.get());
            if (!next.isWithoutTrace()) return Optional.of(toStore(next));
            if (isPresent()) return stored(next);
            known = null;
        }
        LOG.atWarn().addKeyValue("party", id.value()).log("others kept changing the party first");
        return answerAll(new Outcome.Unavailable());
    }

    /**
     * Decides what was not accepted before: a repetition that the party would refuse by now is answered all the same.
     */
    private Batch decide(Party party) {
        Instant now = workplace.clock().instant();
        Batch first = Batch.decide(party, now, batch, acceptedBefore);
        Set<CommandKey> refused = first.refused();
        Map<CommandKey, Version> repeated = refused.isEmpty() ? Map.of() : parties.accepted(id, refused);
        if (repeated.isEmpty()) return first;
        acceptedBefore.putAll(repeated);
        return Batch.decide(party, now, batch, acceptedBefore);
    }

    private Append toStore(Batch next) {
        decided = next;
        if (toldUpTo == null && !next.events().isEmpty()) {
            toldUpTo = next.before().version();
        }
        return next.toAppend();
    }

    /** Nobody looks at the version when nothing is stored, and another server may have changed what is known here. */
    private boolean isPresent() {
        return known == null || parties.eventsAfter(id, known.version(), 1).isEmpty();
    }

    @CanIgnoreReturnValue
    private Optional<Append> stored(Batch done) {
        known = done.after();
        tell(done.events());
        done.outcomes().forEach((pending, outcome) -> pending.outcome().complete(outcome));
        return Optional.empty();
    }

    /** An append that failed may have been done, and whoever repeats its commands finds nothing left to tell. */
    private void tellUntold() {
        if (toldUpTo == null) return;
        List<RecordedEvent> untold = parties.eventsAfter(id, toldUpTo, EVENTS_UNTOLD_MAX);
        if (untold.isEmpty()) toldUpTo = null;
        tell(untold);
    }

    /** What happened is durable, whether or not it can be told at once. */
    private void tell(List<RecordedEvent> events) {
        if (events.isEmpty()) return;
        try {
            backplane.publish(id, events);
            toldUpTo = null;
        } catch (RuntimeException failure) {
            LOG.atWarn().addKeyValue("party", id.value()).setCause(failure).log("events could not be told");
        }
    }

    /** Everybody is answered the same, and nothing is left to store. */
    @CanIgnoreReturnValue
    private Optional<Append> answerAll(Outcome outcome) {
        batch.forEach(pending -> pending.outcome().complete(outcome));
        return Optional.empty();
    }

    private static Set<CommandKey> keysOf(List<Pending> batch) {
        return batch.stream().map(Pending::key).filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
    }
}
