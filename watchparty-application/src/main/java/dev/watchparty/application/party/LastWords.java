package dev.watchparty.application.party;

import dev.watchparty.application.port.ChatHistory.SpokenMessage;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.HistoryWindow;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PartyEvent.MessageDeleted;
import dev.watchparty.domain.party.PartyEvent.MessageSent;
import dev.watchparty.domain.party.PartyEvent.ParticipantErased;
import dev.watchparty.domain.party.RecordedEvent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Predicate;

/** What was said last in a party, for newcomers. Confined to one thread. */
final class LastWords {

    static final int MESSAGES_MAX = 50;

    private final ArrayDeque<SpokenMessage> messages = new ArrayDeque<>();

    /** Begins with {@code latest}, the oldest of these first. */
    void startWith(List<SpokenMessage> latest) {
        messages.clear();
        messages.addAll(latest);
    }

    void hear(RecordedEvent recorded) {
        PartyEvent event = recorded.event();
        if (event instanceof MessageSent sent) {
            if (messages.size() == MESSAGES_MAX) messages.removeFirst();
            messages.addLast(new SpokenMessage(recorded.version(), recorded.at(), sent.id(), sent.by(), sent.text()));
        } else if (event instanceof MessageDeleted deleted) {
            forget(deleted.id());
        } else if (event instanceof ParticipantErased erased) {
            forget(erased.user());
        }
    }

    private void forget(MessageId id) {
        messages.removeIf(message -> message.id().equals(id));
    }

    private void forget(UserId author) {
        messages.removeIf(message -> message.by().equals(author));
    }

    /** What may be read through {@code window}, the oldest first. */
    List<SpokenMessage> through(HistoryWindow window) {
        Predicate<SpokenMessage> isSeen = message -> window instanceof HistoryWindow.Everything
                || (window instanceof HistoryWindow.Since since && !message.at().isBefore(since.instant()));
        return messages.stream().filter(isSeen).toList();
    }
}
