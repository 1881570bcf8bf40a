package dev.watchparty.domain.party;

import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.Emoji;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.chat.ReactionId;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyEvent.MessageDeleted;
import dev.watchparty.domain.party.PartyEvent.MessageSent;
import dev.watchparty.domain.party.PartyEvent.Reacted;
import dev.watchparty.domain.playback.Position;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Commands by which people talk. */
public sealed interface ChatCommand extends PartyCommand {

    /** Says {@code text} to everybody in the party. */
    record Say(UserId actor, MessageId id, ChatText text) implements ChatCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOfTalk(actor);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            return Decision.accepted(new MessageSent(id, actor, text));
        }
    }

    /** Reacts to what is to be seen at {@code seenAt}, or where the timeline stands when that is absent. */
    record React(
            UserId actor,
            ReactionId id,
            Emoji emoji,
            @Nullable Position seenAt) implements ChatCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOfTalk(actor);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            Position at =
                    seenAt == null ? party.positionAt(now) : party.length().clamp(seenAt);
            return Decision.accepted(new Reacted(id, actor, emoji, at));
        }
    }

    /**
     * Deletes what {@code author} said; the author may, and of what those of lower roles said the host and co-hosts,
     * whoever else moderates. It may be done when the party is over, too.
     */
    record DeleteMessage(UserId actor, MessageId id, UserId author) implements ChatCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Role> role = party.participants().findActive(actor).map(member -> member.role());
            if (role.isEmpty()) return Decision.rejected(new Rejection.NotParticipating());
            if (actor.equals(author)) return Decision.accepted(new MessageDeleted(id, actor));
            if (!role.get().isAtLeast(Role.CO_HOST)) {
                return Decision.rejected(new Rejection.ActionNotAllowed(Action.MODERATE, Role.CO_HOST));
            }
            return party.participants()
                    .find(author)
                    .flatMap(target -> ModerationCommand.refusalByRank(party, actor, target))
                    .map(Decision::rejected)
                    .orElseGet(() -> Decision.accepted(new MessageDeleted(id, actor)));
        }
    }

    /** Asks to delete what nobody said, or what is deleted already. */
    record DeleteUnknownMessage(UserId actor, MessageId id) implements ChatCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            return party.participants().findActive(actor).isPresent()
                    ? Decision.rejected(new Rejection.NoSuchMessage())
                    : Decision.rejected(new Rejection.NotParticipating());
        }
    }
}
