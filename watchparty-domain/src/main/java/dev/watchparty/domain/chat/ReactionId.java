package dev.watchparty.domain.chat;

import java.util.UUID;

/** Names a reaction. */
public record ReactionId(UUID value) {}
