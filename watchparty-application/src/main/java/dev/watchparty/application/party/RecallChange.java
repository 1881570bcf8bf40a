package dev.watchparty.application.party;

import dev.watchparty.application.port.PartyStore;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import java.util.Optional;

/** Looks up what a party's history says of a change that somebody made. Blocks on the store. Safe for many threads. */
public final class RecallChange {

    private final PartyStore parties;

    public RecallChange(PartyStore parties) {
        this.parties = parties;
    }

    /** What made the party {@code version}; empty, if there is no such version. */
    public Optional<RecordedEvent> handle(PartyId id, Version version) {
        if (!Version.NONE.isBefore(version)) return Optional.empty();
        return parties.eventsAfter(id, new Version(version.value() - 1), 1).stream()
                .findFirst();
    }
}
