package dev.watchparty.application.party;

import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.PartyStore.Append;
import dev.watchparty.domain.party.Decision;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Commands decided one after the other on a party that changes under them. Confined to one thread. */
final class Batch {

    private final Party before;
    private final Instant now;
    private final List<RecordedEvent> events = new ArrayList<>();
    private final Map<CommandKey, Version> accepted = new HashMap<>();
    private final Map<CommandKey, Version> acceptedBefore;
    private final Map<Pending, Outcome> outcomes = new LinkedHashMap<>();
    private Party after;

    private Batch(Party party, Instant now, Map<CommandKey, Version> acceptedBefore) {
        this.before = party;
        this.after = party;
        this.now = now;
        this.acceptedBefore = acceptedBefore;
    }

    static Batch decide(Party party, Instant now, List<Pending> commands, Map<CommandKey, Version> acceptedBefore) {
        Batch batch = new Batch(party, now, acceptedBefore);
        commands.forEach(pending -> batch.outcomes.put(pending, batch.outcome(pending)));
        return batch;
    }

    private Outcome outcome(Pending pending) {
        CommandKey key = pending.key();
        Version first = key == null ? null : firstVersion(key);
        if (first != null) return new Outcome.Done(first, after);
        Decision decision = pending.command().decide(after, now);
        if (decision instanceof Decision.Rejected rejected) return new Outcome.Refused(rejected.reason());
        if (!(decision instanceof Decision.Accepted yes)) throw new AssertionError(decision);
        for (PartyEvent event : yes.events()) {
            after = after.after(event);
            events.add(new RecordedEvent(after.version(), now, event));
        }
        if (key != null) accepted.put(key, after.version());
        return new Outcome.Done(after.version(), after);
    }

    private @Nullable Version firstVersion(CommandKey key) {
        Version earlier = acceptedBefore.get(key);
        return earlier != null ? earlier : accepted.get(key);
    }

    /** Whether there is nothing to store: no event, and no command that may come again. */
    boolean isWithoutTrace() {
        return events.isEmpty() && accepted.isEmpty();
    }

    /** The keys of what the party refused, among them perhaps some of what it did earlier. */
    Set<CommandKey> refused() {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Outcome.Refused)
                .map(entry -> entry.getKey().key())
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    Append toAppend() {
        return new Append(before, after, events, accepted);
    }

    Party before() {
        return before;
    }

    Party after() {
        return after;
    }

    List<RecordedEvent> events() {
        return List.copyOf(events);
    }

    Map<Pending, Outcome> outcomes() {
        return outcomes;
    }
}
