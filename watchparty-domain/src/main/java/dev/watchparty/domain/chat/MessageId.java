package dev.watchparty.domain.chat;

import java.util.UUID;

/** Names a chat message. */
public record MessageId(UUID value) {}
