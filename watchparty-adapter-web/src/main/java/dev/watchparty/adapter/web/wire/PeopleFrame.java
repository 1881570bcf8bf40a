package dev.watchparty.adapter.web.wire;

import dev.watchparty.application.port.CommandId;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Voice;
import dev.watchparty.domain.party.HostCommand;
import dev.watchparty.domain.party.ModerationCommand;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.Removal;
import org.jspecify.annotations.Nullable;

/** What clients ask about other people. */
public sealed interface PeopleFrame extends ClientFrame.Asked {

    record ChangeRole(@Nullable CommandId commandId, UserId user, Role role) implements PeopleFrame {

        public ChangeRole {
            if (role == Role.HOST) throw new IllegalArgumentException("role must be co-host or viewer");
        }

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new HostCommand.ChangeRole(actor, user, role);
        }
    }

    record TransferHost(@Nullable CommandId commandId, UserId user) implements PeopleFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new HostCommand.TransferHost(actor, user);
        }
    }

    record Kick(@Nullable CommandId commandId, UserId user, Removal removal) implements PeopleFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new ModerationCommand.Remove(actor, user, removal);
        }
    }

    record Unban(@Nullable CommandId commandId, UserId user) implements PeopleFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new ModerationCommand.Unban(actor, user);
        }
    }

    /** {@code mute} and {@code unmute}. */
    record Mute(@Nullable CommandId commandId, UserId user, Voice voice) implements PeopleFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new ModerationCommand.SetVoice(actor, user, voice);
        }
    }
}
