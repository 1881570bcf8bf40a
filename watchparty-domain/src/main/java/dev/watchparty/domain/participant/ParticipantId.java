package dev.watchparty.domain.participant;

import java.util.UUID;

/** Names a person's membership in one party. */
public record ParticipantId(UUID value) {}
