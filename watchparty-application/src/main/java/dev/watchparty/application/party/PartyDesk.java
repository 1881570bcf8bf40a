package dev.watchparty.application.party;

import dev.watchparty.application.port.Backplane;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.application.port.PartyStore.AppendResult;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
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

/** Where one party's commands are decided and stored, in order. */
final class PartyDesk {

    /** More rivals than this at one instant means a hot loop, not a lively party. */
    private static final int ATTEMPTS_MAX = 8;

    private static final Logger LOG = LoggerFactory.getLogger(PartyDesk.class);

    private final PartyId id;
    private final PartyStore parties;
    private final Backplane backplane;
    private final Workplace workplace;
    private final Mailbox<Pending> mailbox;
    private volatile Instant lastUsed;

    /** The party as this server stored it last, if it knows; confined to the mailbox. */
    private @Nullable Party known;

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
        Map<Pending, Outcome> outcomes;
        try {
            outcomes = carryOut(batch);
        } catch (RuntimeException failure) {
            known = null;
            LOG.atWarn()
                    .addKeyValue("party", id.value())
                    .addKeyValue("commands", batch.size())
                    .setCause(failure)
                    .log("commands failed");
            batch.forEach(pending -> pending.outcome().complete(new Outcome.Unavailable()));
            return;
        }
        outcomes.forEach((pending, outcome) -> pending.outcome().complete(outcome));
    }

    private Map<Pending, Outcome> carryOut(List<Pending> batch) {
        Map<CommandKey, Version> acceptedBefore = new HashMap<>();
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            Optional<Party> found = Optional.ofNullable(known).or(() -> parties.find(id));
            if (found.isEmpty()) return all(batch, new Outcome.UnknownParty());
            Batch decided = Batch.decide(found.get(), workplace.clock().instant(), batch, acceptedBefore);
            AppendResult result = decided.isWithoutTrace() ? AppendResult.STORED : parties.append(decided.toAppend());
            if (result == AppendResult.STORED) {
                known = decided.after();
                if (!decided.events().isEmpty()) backplane.publish(id, decided.events());
                return decided.outcomes();
            }
            known = null;
            if (result == AppendResult.ALREADY_ACCEPTED) acceptedBefore.putAll(parties.accepted(id, keysOf(batch)));
        }
        LOG.atWarn().addKeyValue("party", id.value()).log("others kept changing the party first");
        return all(batch, new Outcome.Unavailable());
    }

    private static Set<CommandKey> keysOf(List<Pending> batch) {
        return batch.stream().map(Pending::key).filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
    }

    private static Map<Pending, Outcome> all(List<Pending> batch, Outcome outcome) {
        Map<Pending, Outcome> outcomes = new HashMap<>();
        batch.forEach(pending -> outcomes.put(pending, outcome));
        return outcomes;
    }
}
