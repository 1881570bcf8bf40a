package dev.watchparty.application.port;

import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.RecordedEvent;
import java.time.Instant;
import java.util.Set;

/**
 * Puts what happened in a party into the words of a protocol, once, however many are told.
 *
 * @param <M> a message in that protocol, ready to be sent; immutable
 */
public interface Announcer<M> {

    /** What to tell of {@code event}; {@code after} is the party as it left it. */
    M event(Party after, RecordedEvent event);

    /** Somebody who is in the party is here, though nobody joined it. */
    M arrived(Party party, Participant participant, Instant now);

    /** Somebody who is in the party is not here any more. */
    M departed(Party party, Participant participant, Instant now);

    /** Where the party stands. */
    M state(Party party, Instant now);

    /** All that a client needs to know of the party to begin; {@code you} is whom the client belongs to. */
    M snapshot(Party party, Set<UserId> connected, UserId you, Instant now);

    /** {@code event} was handed to {@code followers} connections: for those who measure. */
    void told(RecordedEvent event, int followers);
}
