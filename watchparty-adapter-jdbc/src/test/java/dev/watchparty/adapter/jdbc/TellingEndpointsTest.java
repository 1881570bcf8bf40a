package dev.watchparty.adapter.jdbc;

import static dev.watchparty.application.fixtures.Webhooks.HOOKS;
import static dev.watchparty.application.fixtures.Webhooks.OTHERS;
import static dev.watchparty.domain.party.Parties.CODE;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.created;
import static dev.watchparty.domain.party.Parties.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.fixtures.SequentialIds;
import dev.watchparty.application.port.PartyStore.Append;
import dev.watchparty.application.port.PartyStore.AppendResult;
import dev.watchparty.application.port.WebhookEndpoint;
import dev.watchparty.application.port.WebhookMessage;
import dev.watchparty.application.port.WebhookOutbox.Claim;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the store of parties leaves in the outbox. */
class TellingEndpointsTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final PartyEvent JOINED = new PartyEvent.ParticipantJoined(VIEWER);
    private static final PartyEvent STARTED = new PartyEvent.PartyStarted(NOON);
    private static final PartyEvent PLAYED =
            new PartyEvent.Played(HOST.user(), new Timeline.Playing(Position.START, NOON, Rate.NORMAL));

    private final JdbcPartyStore store =
            new JdbcPartyStore(DATABASE.database(), List.of(HOOKS, OTHERS), new SequentialIds(0x77));

    @Test
    void tells_each_of_a_party_that_was_made() {
        store.create(created());

        assertThat(told(HOOKS))
                .containsExactly(WebhookMessage.of(PARTY, created().creation()).orElseThrow());
        assertThat(told(OTHERS)).isEqualTo(told(HOOKS));
    }

    @Test
    void tells_nothing_of_a_party_that_was_not_made() {
        store.create(created());

        store.create(named(created(), new PartyId(new UUID(7, 7)), CODE));

        assertThat(told(HOOKS)).hasSize(1);
    }

    @Test
    void tells_of_what_becomes_of_a_party() {
        store.create(created());

        Append step = step(created(), JOINED, STARTED, PLAYED);
        assertThat(store.append(step)).isEqualTo(AppendResult.STORED);
        assertThat(store.append(step(step.after(), STARTED))).isEqualTo(AppendResult.STORED);

        assertThat(told(HOOKS).stream().map(message -> message.version().value()))
                .containsExactly(1L, 2L, 3L, 5L);
        assertThat(store.find(PARTY)).map(Party::phase).isPresent();
    }

    @Test
    void tells_nothing_of_most_that_happens() {
        store.create(created());

        store.append(step(created(), PLAYED));

        assertThat(told(HOOKS)).hasSize(1);
    }

    @Test
    void tells_nothing_of_a_step_that_came_too_late() {
        store.create(created());
        store.append(step(created(), PLAYED));

        assertThat(store.append(step(created(), JOINED))).isEqualTo(AppendResult.VERSION_CONFLICT);
        assertThat(store.append(step(created(), STARTED))).isEqualTo(AppendResult.VERSION_CONFLICT);

        assertThat(told(HOOKS)).hasSize(1);
    }

    @Test
    void tells_nobody_where_nobody_is_to_be_told() {
        JdbcPartyStore silent = new JdbcPartyStore(DATABASE.database());
        silent.create(created());
        silent.append(step(created(), JOINED));

        assertThat(told(HOOKS)).isEmpty();
    }

    private static Append step(Party before, PartyEvent... events) {
        List<RecordedEvent> recorded = new ArrayList<>();
        Party after = before;
        for (PartyEvent event : events) {
            after = after.after(event);
            recorded.add(new RecordedEvent(after.version(), NOON, event));
        }
        return new Append(before, after, recorded, Map.of());
    }

    /** What is in the outbox for {@code endpoint}, in order; who looks twice sees it twice. */
    private static List<WebhookMessage> told(WebhookEndpoint endpoint) {
        return new JdbcWebhookOutbox(DATABASE.database())
                .claim(endpoint, 100, NOON.plusSeconds(1), Duration.ZERO).stream()
                        .map(Claim::message)
                        .sorted(Comparator.comparing(WebhookMessage::version))
                        .toList();
    }
}
