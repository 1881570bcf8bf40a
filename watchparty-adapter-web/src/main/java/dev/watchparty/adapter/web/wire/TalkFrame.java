package dev.watchparty.adapter.web.wire;

import dev.watchparty.application.port.CommandId;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.Emoji;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.chat.ReactionId;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.ChatCommand;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.playback.Position;
import org.jspecify.annotations.Nullable;

/** What people say to each other, which they may do only so often. */
public sealed interface TalkFrame extends ClientFrame.Asked {

    record Chat(@Nullable CommandId commandId, ChatText message) implements TalkFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new ChatCommand.Say(actor, new MessageId(circumstances.freshId()), message);
        }
    }

    /** A reaction to what was to be seen at {@code seenAt}; absent, if that is where the party stands. */
    record Reaction(
            @Nullable CommandId commandId,
            Emoji emoji,
            @Nullable Position seenAt) implements TalkFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new ChatCommand.React(actor, new ReactionId(circumstances.freshId()), emoji, seenAt);
        }
    }
}
