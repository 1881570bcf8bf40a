package dev.watchparty.application.party;

import dev.watchparty.application.port.ChatHistory;
import dev.watchparty.application.port.ChatHistory.SpokenMessage;
import dev.watchparty.application.port.FriendGraph;
import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.domain.party.HistoryWindow;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.party.Visitor;
import dev.watchparty.domain.party.Visitor.CodeHeld;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows what was said in a party to those who may read it. Blocks on the store. Safe for many threads. */
public final class ReadMessages {

    public static final int MESSAGES_MAX = 100;

    /** What came of looking. */
    public sealed interface Result {

        /** The messages, the oldest first, and the party in which they were said. */
        record Visible(Party party, List<SpokenMessage> messages) implements Result {

            public Visible {
                messages = List.copyOf(messages);
            }
        }

        record NotAllowed() implements Result {}

        record UnknownParty() implements Result {}
    }

    private final PartyStore parties;
    private final ChatHistory chats;
    private final Visitors visitors;

    public ReadMessages(PartyStore parties, ChatHistory chats, FriendGraph friends) {
        this.parties = parties;
        this.chats = chats;
        this.visitors = new Visitors(friends);
    }

    /**
     * The last {@code limit} messages that {@code reader} may read, who is nobody we know when absent.
     *
     * @param before only what was said before this version, if given
     * @param limit at most {@link #MESSAGES_MAX}
     */
    public Result handle(PartyId id, @Nullable Identity reader, @Nullable Version before, int limit) {
        Optional<Party> found = parties.find(id);
        if (found.isEmpty()) return new Result.UnknownParty();
        Party party = found.get();
        Visitor visitor = visitors.of(party, reader, CodeHeld.NO);
        if (!party.mayBeReadBy(visitor)) return new Result.NotAllowed();
        HistoryWindow window = party.historyFor(visitor);
        if (window instanceof HistoryWindow.Nothing) return new Result.Visible(party, List.of());
        Instant since = window instanceof HistoryWindow.Since from ? from.instant() : null;
        // Nothing that was said since the party was read: it may be by somebody who has joined since.
        Version end = party.version().next();
        Version bound = before != null && before.isBefore(end) ? before : end;
        return new Result.Visible(party, chats.before(id, bound, since, Math.min(limit, MESSAGES_MAX)));
    }
}
