package dev.watchparty.application.party;

import dev.watchparty.application.port.Backplane;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import java.util.ArrayList;
import java.util.List;

/** A backplane that hands on at once, writes down what was published, and fails when told to. */
final class RecordingBackplane implements Backplane {

    private final List<List<RecordedEvent>> published = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private boolean isBroken;

    void breakDown() {
        isBroken = true;
    }

    void repair() {
        isBroken = false;
    }

    /** What was published at once, each time. */
    List<List<RecordedEvent>> published() {
        return published;
    }

    /** The versions of all events published, in their order. */
    List<Long> versions() {
        return published.stream()
                .flatMap(List::stream)
                .map(event -> event.version().value())
                .toList();
    }

    @Override
    public void publish(PartyId party, List<RecordedEvent> events) {
        if (isBroken) throw new IllegalStateException("this backplane is broken on purpose");
        published.add(events);
        listeners.forEach(listener -> listener.onEvents(party, events));
    }

    @Override
    public void subscribe(Listener listener) {
        listeners.add(listener);
    }
}
