package dev.watchparty.adapter.web.wire;

import dev.watchparty.application.playlist.EditPlaylists.Draft;
import dev.watchparty.application.port.CommandId;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.QueueCommand;
import dev.watchparty.domain.party.QueueCommand.AddItems;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Loop;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What clients ask about what is played, and what comes after it. */
public sealed interface QueueFrame extends ClientFrame.Asked {

    record QueueAdd(@Nullable CommandId commandId, List<Draft> items, AddItems.Place place) implements QueueFrame {

        public QueueAdd {
            items = List.copyOf(items);
            if (items.isEmpty()) throw new IllegalArgumentException("items must be 1 to " + AddItems.ITEMS_MAX);
        }

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new AddItems(actor, items.stream().map(circumstances::item).toList(), place);
        }
    }

    record QueueRemove(@Nullable CommandId commandId, ItemId clip) implements QueueFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new QueueCommand.RemoveItem(actor, clip, circumstances.lead());
        }
    }

    record QueueMove(@Nullable CommandId commandId, ItemId clip, int place) implements QueueFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new QueueCommand.MoveItem(actor, clip, place);
        }
    }

    record QueueShuffle(@Nullable CommandId commandId) implements QueueFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new QueueCommand.Shuffle(actor, circumstances.seed());
        }
    }

    record SetLoop(@Nullable CommandId commandId, Loop loop) implements QueueFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new QueueCommand.SetLoop(actor, loop);
        }
    }

    record Suggest(@Nullable CommandId commandId, Draft item) implements QueueFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new QueueCommand.Suggest(actor, circumstances.item(item));
        }
    }

    record AcceptSuggestion(@Nullable CommandId commandId, ItemId clip) implements QueueFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new QueueCommand.AcceptSuggestion(actor, clip);
        }
    }

    record DeclineSuggestion(@Nullable CommandId commandId, ItemId clip) implements QueueFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new QueueCommand.DeclineSuggestion(actor, clip);
        }
    }

    record VoteSkip(@Nullable CommandId commandId) implements QueueFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new QueueCommand.VoteToSkip(actor, circumstances.lead());
        }
    }

    record VoteNext(@Nullable CommandId commandId, ItemId clip) implements QueueFrame {

        @Override
        public PartyCommand by(UserId actor, ClientFrame.Circumstances circumstances) {
            return new QueueCommand.VoteForNext(actor, clip);
        }
    }
}
