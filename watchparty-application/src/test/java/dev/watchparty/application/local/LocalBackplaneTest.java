package dev.watchparty.application.local;

import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.party.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalBackplaneTest {

    private final LocalBackplane backplane = new LocalBackplane();
    private final List<RecordedEvent> history = List.of(created().creation());

    @Test
    void everybody_who_listens_hears_what_is_published_from_then_on() {
        List<List<RecordedEvent>> first = new ArrayList<>();
        List<List<RecordedEvent>> second = new ArrayList<>();
        backplane.subscribe((party, events) -> first.add(events));
        backplane.publish(PARTY, history);
        backplane.subscribe((party, events) -> second.add(events));
        backplane.publish(PARTY, history);

        assertThat(first).containsExactly(history, history);
        assertThat(second).containsExactly(history);
    }

    @Test
    void nobody_has_to_listen() {
        backplane.publish(PARTY, history);

        List<List<RecordedEvent>> late = new ArrayList<>();
        backplane.subscribe((party, events) -> late.add(events));
        assertThat(late).isEmpty();
    }
}
