package dev.watchparty.application.port;

import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Title;
import dev.watchparty.domain.party.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one person in parties. Safe for many threads. Methods may block, and throw
 * {@link StoreUnavailableException}.
 */
public interface PersonalRecords {

    /**
     * The parties in which {@code user} ever was, over or not, each once, in an order of the store's own in which
     * {@code after} has its place, too: at most {@code limit} of those that follow it, or of all where it is null.
     */
    List<Attended> attendedBy(UserId user, @Nullable PartyId after, int limit);

    /**
     * At most {@code limit} of the messages and reactions of {@code user} in {@code party} after {@code version}, in
     * order; without what was deleted.
     */
    List<RecordedEvent> saidBy(UserId user, PartyId party, Version version, int limit);

    /** A party, and what {@code participant} is there or was. */
    record Attended(PartyId party, Title title, Participant participant) {}
}
