package dev.watchparty.domain.party;

import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyEvent.MessageSent;
import java.time.Instant;
import java.util.Optional;

/** Commands by which people talk. */
public sealed interface ChatCommand extends PartyCommand {

    /** Says {@code text} to everybody in the party. */
    record Say(UserId actor, MessageId id, ChatText text) implements ChatCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOfTakingPart(actor);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            return Decision.accepted(new MessageSent(id, actor, text));
        }
    }
}
