package dev.watchparty.application.local;

import dev.watchparty.application.port.Backplane;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The backplane of a server that is alone: listeners hear on the thread that publishes. Safe for many threads. */
public final class LocalBackplane implements Backplane {

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void publish(PartyId party, List<RecordedEvent> events) {
        listeners.forEach(listener -> listener.onEvents(party, events));
    }

    @Override
    public void subscribe(Listener listener) {
        listeners.add(listener);
    }
}
