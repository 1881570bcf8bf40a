package dev.watchparty.application.port;

import dev.watchparty.domain.participant.UserId;

/** Names a command within a party: clients choose their ids without knowing of each other. */
public record CommandKey(UserId user, CommandId id) {}
