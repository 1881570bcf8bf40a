package dev.watchparty.domain.participant;

import java.util.UUID;

/** Names a person's account. */
public record UserId(UUID value) {}
