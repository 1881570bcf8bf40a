package dev.watchparty.application.party;

import dev.watchparty.application.port.ChatHistory;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.ChatCommand;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.PartyId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Deletes what somebody said in a party. Blocks on the store. Safe for many threads. */
public final class DeleteMessage {

    private final ChatHistory chats;
    private final CommandParty commands;

    public DeleteMessage(ChatHistory chats, CommandParty commands) {
        this.chats = chats;
        this.commands = commands;
    }

    /**
     * Deletes {@code message}, if {@code actor} may. A message that is deleted already is none any more.
     *
     * @param key the client's name for the command, if it may come again
     */
    public CompletableFuture<Outcome> handle(PartyId party, UserId actor, MessageId message, @Nullable CommandKey key) {
        Optional<UserId> author = chats.author(party, message);
        // Whoever repeats the command finds no message; its key tells what became of it the first time.
        PartyCommand command = author.<PartyCommand>map(by -> new ChatCommand.DeleteMessage(actor, message, by))
                .orElseGet(() -> new ChatCommand.DeleteUnknownMessage(actor, message));
        return key == null ? commands.handle(party, command) : commands.handle(party, command, key);
    }
}
