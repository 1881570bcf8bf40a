package dev.watchparty.application.party;

import dev.watchparty.application.port.CommandKey;
import dev.watchparty.domain.party.PartyCommand;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A command that waits for its outcome; without a key, if nobody will repeat it. */
record Pending(PartyCommand command, @Nullable CommandKey key, CompletableFuture<Outcome> outcome) {}
