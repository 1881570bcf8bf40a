package dev.watchparty.adapter.web.wire;

import dev.watchparty.application.port.CommandId;
import dev.watchparty.application.port.Token;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.ChatCommand;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.PlaybackCommand;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Position;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client sent, understood. */
public sealed interface ClientFrame {

    /** Where does the party stand; or, what was missed since {@code since}. */
    record SyncRequest(@Nullable Version since) implements ClientFrame {}

    /** The question of a clock exchange; {@code t0} is the client's own, as it wrote it. */
    record Clock(double t0) implements ClientFrame {}

    /** A new token for this connection. */
    record RefreshToken(Token token) implements ClientFrame {}

    /** How the client fares; nothing is made of it yet. */
    record Status() implements ClientFrame {}

    /** A command on the party, which the client may have named so that a repetition is known. */
    sealed interface Asked extends ClientFrame {

        @Nullable
        CommandId commandId();

        /** The command, by {@code actor}; {@code circumstances} are what the client cannot know. */
        PartyCommand by(UserId actor, Circumstances circumstances);
    }

    /** What a command needs besides the client's words: how far ahead a start is told, and an id for what it makes. */
    record Circumstances(Duration lead, UUID freshId) {}

    record Play(@Nullable CommandId commandId, @Nullable Position position) implements Asked {

        @Override
        public PartyCommand by(UserId actor, Circumstances circumstances) {
            return new PlaybackCommand.Play(actor, position, circumstances.lead());
        }
    }

    record Pause(@Nullable CommandId commandId, @Nullable Position position) implements Asked {

        @Override
        public PartyCommand by(UserId actor, Circumstances circumstances) {
            return new PlaybackCommand.Pause(actor, position);
        }
    }

    record Seek(@Nullable CommandId commandId, Position position) implements Asked {

        @Override
        public PartyCommand by(UserId actor, Circumstances circumstances) {
            return new PlaybackCommand.Seek(actor, position, circumstances.lead());
        }
    }

    record Skip(@Nullable CommandId commandId, @Nullable ItemId clip) implements Asked {

        @Override
        public PartyCommand by(UserId actor, Circumstances circumstances) {
            return new PlaybackCommand.Skip(actor, clip, circumstances.lead());
        }
    }

    record Chat(@Nullable CommandId commandId, ChatText message) implements Asked {

        @Override
        public PartyCommand by(UserId actor, Circumstances circumstances) {
            return new ChatCommand.Say(actor, new MessageId(circumstances.freshId()), message);
        }
    }
}
