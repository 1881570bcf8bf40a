package dev.watchparty.application.party;

import dev.watchparty.application.port.Backplane;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.application.port.PartyStore.AppendResult;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where one party's commands are decided and stored, in order. */
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
    private final Mailbox<Pending> mailbox;
    private volatile Instant lastUsed;

    /** The party as this server stored it last, if it knows; confined to the mailbox. */
    private @Nullable Party known;

    /** What the store has after this was perhaps told to nobody, since it did not say that it has it; as above. */
    private @Nullable Version toldUpTo;

    PartyDesk(PartyId id, PartyStore parties, Backplane backplane, Workplace workplace) {
        this.id = id;
        this.parties = parties;
        this.backplane = backplane;
        this.workplace = workplace;
        this.mailbox = new Mailbox<>(workplace.workers(), CommandParty.COMMANDS_WAITING_MAX, this::work);
        this.lastUsed = workplace.clock().instant();
    }

    void take(Pending pending) {
        lastUsed = workplace.clock().instant();
        if (!mailbox.offer(pending)) {
            pending.outcome().complete(new Outcome.Overloaded());
        }
    }

    boolean isIdle(Instant now) {
        return mailbox.isIdle() && !now.isBefore(lastUsed.plus(CommandParty.IDLE_MAX));
    }

    private void work(List<Pending> batch) {
        Map<Pending, Outcome> outcomes = all(batch, new Outcome.Unavailable());
        try {
            outcomes = carryOut(batch);
        } catch (RuntimeException failure) {
            known = null;
            LOG.atWarn()
                    .addKeyValue("party", id.value())
                    .addKeyValue("commands", batch.size())
                    .setCause(failure)
                    .log("commands failed");
        } finally {
            outcomes.forEach((pending, outcome) -> pending.outcome().complete(outcome));
        }
    }

    private Map<Pending, Outcome> carryOut(List<Pending> batch) {
        tellUntold();
        Map<CommandKey, Version> acceptedBefore = new HashMap<>();
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            Optional<Party> found = Optional.ofNullable(known).or(() -> parties.find(id));
            if (found.isEmpty()) return all(batch, new Outcome.UnknownParty());
            Batch decided = decide(found.get(), batch, acceptedBefore);
            AppendResult result = store(decided);
            if (result == AppendResult.STORED) {
                known = decided.after();
                tell(decided.events());
                return decided.outcomes();
            }
            known = null;
            if (result == AppendResult.ALREADY_ACCEPTED) acceptedBefore.putAll(parties.accepted(id, keysOf(batch)));
        }
        LOG.atWarn().addKeyValue("party", id.value()).log("others kept changing the party first");
        return all(batch, new Outcome.Unavailable());
    }

    /**
     * Decides what was not accepted before: a repetition that the party would refuse by now is answered all the same.
     */
    private Batch decide(Party party, List<Pending> commands, Map<CommandKey, Version> acceptedBefore) {
        Instant now = workplace.clock().instant();
        Batch decided = Batch.decide(party, now, commands, acceptedBefore);
        Set<CommandKey> refused = decided.refused();
        Map<CommandKey, Version> repeated = refused.isEmpty() ? Map.of() : parties.accepted(id, refused);
        if (repeated.isEmpty()) return decided;
        acceptedBefore.putAll(repeated);
        return Batch.decide(party, now, commands, acceptedBefore);
    }

    private AppendResult store(Batch decided) {
        if (!decided.isWithoutTrace()) {
            if (toldUpTo == null && !decided.events().isEmpty()) {
                toldUpTo = decided.before().version();
            }
            return parties.append(decided.toAppend());
        }
        // Nobody looks at the version when nothing is stored, and another server may have changed what is known here.
        boolean isPresent =
                known == null || parties.eventsAfter(id, known.version(), 1).isEmpty();
        return isPresent ? AppendResult.STORED : AppendResult.VERSION_CONFLICT;
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

    private static Set<CommandKey> keysOf(List<Pending> batch) {
        return batch.stream().map(Pending::key).filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
    }

    private static Map<Pending, Outcome> all(List<Pending> batch, Outcome outcome) {
        Map<Pending, Outcome> outcomes = new LinkedHashMap<>();
        batch.forEach(pending -> outcomes.put(pending, outcome));
        return outcomes;
    }
}
