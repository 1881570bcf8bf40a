package dev.watchparty.application.port;

import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import java.util.List;

/**
 * Carries a party's events to every server that holds one of its connections, this one included.
 *
 * <p>Delivery is at most once and may be out of order. Receivers order by version, and read from the store what is
 * missing.
 */
public interface Backplane {

    /** Tells everybody what happened. It is stored already. Does not block. */
    void publish(PartyId party, List<RecordedEvent> events);

    /** From now on, {@code listener} hears what is published. */
    void subscribe(Listener listener);

    /** Runs on the backplane's own thread and must not block it. */
    @FunctionalInterface
    interface Listener {
        void onEvents(PartyId party, List<RecordedEvent> events);
    }
}
