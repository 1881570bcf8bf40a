package dev.watchparty.adapter.web.wire;

import dev.watchparty.application.port.CommandId;
import dev.watchparty.domain.participant.Courtesy;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.StartCommand;
import dev.watchparty.domain.party.WaitingCommand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What clients ask about beginning together, and about waiting for each other. */
public sealed interface StartFrame extends ClientFrame.Asked {

    /** The film is to start by itself {@code at} an instant; absent, if it is not to any more. */
    record Schedule(@Nullable CommandId commandId, @Nullable Instant at) implements StartFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return at == null ? new StartCommand.CancelStart(actor) : new StartCommand.ScheduleStart(actor, at);
        }
    }

    /** People are to be asked, or not any more; {@code thenPlay} means nothing then. */
    record ReadyCheck(@Nullable CommandId commandId, boolean isOpen, boolean thenPlay) implements StartFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return isOpen ? new StartCommand.AskReady(actor, thenPlay) : new StartCommand.CancelReadyCheck(actor);
        }
    }

    /** A status that also answers whether its participant is ready. */
    record ReadyStatus(@Nullable CommandId commandId, boolean isReady, StatusReport report) implements StartFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new StartCommand.AnswerReady(actor, isReady, circumstances.lead());
        }
    }

    record WaitForMe(@Nullable CommandId commandId, Courtesy courtesy) implements StartFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new WaitingCommand.SetCourtesy(actor, courtesy);
        }
    }
}
