package dev.watchparty.application.port;

import dev.watchparty.application.port.ChatHistory.SpokenMessage;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Puts what happened in a party into the words of a protocol, once, however many are told.
 *
 * @param <M> a message in that protocol, ready to be sent; immutable
 */
public interface Announcer<M> {

    /** What to tell of {@code event}; {@code after} is the party as it left it. */
    M event(Party after, RecordedEvent event);

    /** Where the party stands. */
    M state(Party party, Instant now);

    /** All that a client needs to know of the party to begin; {@code you} is whom the client belongs to. */
    M snapshot(Party party, Greeting greeting, UserId you, Instant now);

    /** Somebody writes a message, or does not any more. */
    M typing(Party party, UserId user, boolean isTyping, Instant now);

    /** How those fare of whom something changed, none of whom has left the party. */
    M statuses(Party party, Map<UserId, ParticipantStatus> changed, Instant now);

    /** {@code event} was handed to {@code followers} connections: for those who measure. */
    void told(RecordedEvent event, int followers);

    /**
     * What a newcomer is told that is not part of the party.
     *
     * @param statuses everybody who is connected, and how they fare
     * @param messages what was said last, as far as the newcomer may read it, the oldest first
     */
    record Greeting(Map<UserId, ParticipantStatus> statuses, List<SpokenMessage> messages) {

        public Greeting {
            statuses = Map.copyOf(statuses);
            messages = List.copyOf(messages);
        }
    }
}
