package dev.watchparty.domain.party;

import java.util.UUID;

/** Names a party, for ever. */
public record PartyId(UUID value) {}
