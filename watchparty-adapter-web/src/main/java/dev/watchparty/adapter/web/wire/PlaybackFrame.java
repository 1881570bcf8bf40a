package dev.watchparty.adapter.web.wire;

import dev.watchparty.application.port.CommandId;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.PlaybackCommand;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import org.jspecify.annotations.Nullable;

/** What clients ask about the timeline. */
public sealed interface PlaybackFrame extends ClientFrame.Asked {

    record Play(@Nullable CommandId commandId, @Nullable Position position) implements PlaybackFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new PlaybackCommand.Play(actor, position, circumstances.lead());
        }
    }

    record Pause(@Nullable CommandId commandId, @Nullable Position position) implements PlaybackFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new PlaybackCommand.Pause(actor, position);
        }
    }

    record Seek(@Nullable CommandId commandId, Position position) implements PlaybackFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new PlaybackCommand.Seek(actor, position, circumstances.lead());
        }
    }

    record Skip(@Nullable CommandId commandId, @Nullable ItemId clip) implements PlaybackFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new PlaybackCommand.Skip(actor, clip, circumstances.lead());
        }
    }

    record SetRate(@Nullable CommandId commandId, Rate rate) implements PlaybackFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new PlaybackCommand.SetRate(actor, rate);
        }
    }
}
