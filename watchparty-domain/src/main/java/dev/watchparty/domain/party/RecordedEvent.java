package dev.watchparty.domain.party;

import java.time.Instant;

/** An event with its place in the party's history: it made the party {@code version}, at the server time {@code at}. */
public record RecordedEvent(Version version, Instant at, PartyEvent event) {}
