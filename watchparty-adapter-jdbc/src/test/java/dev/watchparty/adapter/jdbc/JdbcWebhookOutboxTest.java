package dev.watchparty.adapter.jdbc;

import static dev.watchparty.application.fixtures.Webhooks.HOOKS;
import static dev.watchparty.application.fixtures.Webhooks.OTHERS;
import static dev.watchparty.application.fixtures.Webhooks.message;
import static dev.watchparty.application.fixtures.Webhooks.webhook;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchparty.application.fixtures.EventSamples;
import dev.watchparty.application.fixtures.SequentialIds;
import dev.watchparty.application.fixtures.WebhookOutboxContract;
import dev.watchparty.application.port.WebhookEndpoint;
import dev.watchparty.application.port.WebhookMessage;
import dev.watchparty.application.port.WebhookOutbox;
import dev.watchparty.application.port.WebhookOutbox.Claim;
import dev.watchparty.domain.party.Parties;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcWebhookOutboxTest extends WebhookOutboxContract {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    /** A statement in the way of the store of parties: it finds the party, or nothing comes of it. */
    private static final String APPEND = """
            with party as (
              select ?::uuid as id
               where ?
            ), hooked as (
            %s
            )
            select count(*)
              from party
            """.formatted(WebhookRows.ENQUEUE);

    private final JdbcWebhookOutbox outbox = new JdbcWebhookOutbox(DATABASE.database());

    @Override
    protected WebhookOutbox outbox() {
        return outbox;
    }

    @Override
    protected void put(UUID id, WebhookEndpoint endpoint, WebhookMessage message) {
        append(List.of(new Claim(id, endpoint, 0, message)), /* isFound= */ true);
    }

    @Override
    protected List<UUID> kept() {
        return ask(handle -> handle.createQuery("select id from webhook_messages")
                .mapTo(UUID.class)
                .list());
    }

    @Override
    protected Map<UUID, String> givenUp() {
        return ask(handle -> handle
                .createQuery("select id, last_failure from webhook_messages where failed_at is not null")
                .map((row, context) -> Map.entry(row.getObject("id", UUID.class), row.getString("last_failure")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static void append(List<Claim> webhooks, boolean isFound) {
        DATABASE.database().connected(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
                statement.setObject(1, PARTY.value());
                statement.setBoolean(2, isFound);
                WebhookRows.COLUMNS.bind(statement, 3, webhooks);
                return statement.execute();
            }
        });
    }

    @Test
    void is_filled_by_the_statement_that_stores_the_events() {
        WebhookRows rows = new WebhookRows(List.of(HOOKS, OTHERS), new SequentialIds(1));
        List<RecordedEvent> events = recorded(EventSamples.all());
        List<WebhookMessage> messages = events.stream()
                .flatMap(event -> WebhookMessage.of(PARTY, event).stream())
                .toList();

        append(rows.of(PARTY, events), /* isFound= */ true);

        assertThat(messages).hasSizeGreaterThan(5);
        assertThat(claimed(HOOKS)).extracting(Claim::message).containsExactlyElementsOf(messages);
        assertThat(claimed(OTHERS)).extracting(Claim::message).containsExactlyElementsOf(messages);
        assertThat(kept()).doesNotHaveDuplicates().hasSize(2 * messages.size());
    }

    @Test
    void is_filled_when_a_party_is_created() {
        WebhookRows rows = new WebhookRows(List.of(HOOKS), new SequentialIds(1));

        append(rows.of(PARTY, List.of(Parties.created().creation())), /* isFound= */ true);

        assertThat(claimed(HOOKS))
                .extracting(claim -> claim.message().type())
                .containsExactly(WebhookMessage.Type.PARTY_CREATED);
    }

    @Test
    void stays_empty_where_the_party_was_not_found() {
        WebhookRows rows = new WebhookRows(List.of(HOOKS), new SequentialIds(1));

        append(rows.of(PARTY, recorded(EventSamples.all())), /* isFound= */ false);

        assertThat(kept()).isEmpty();
    }

    @Test
    void stays_empty_where_nothing_is_to_be_told() {
        WebhookRows rows = new WebhookRows(List.of(HOOKS), new SequentialIds(1));
        List<PartyEvent> untold = EventSamples.all().stream()
                .filter(event -> event instanceof PartyEvent.Sought || event instanceof PartyEvent.MessageSent)
                .toList();

        append(rows.of(PARTY, recorded(untold)), /* isFound= */ true);

        assertThat(untold).isNotEmpty();
        assertThat(kept()).isEmpty();
    }

    @Test
    void has_nothing_to_be_filled_with_where_there_is_no_endpoint() {
        WebhookRows rows = new WebhookRows(List.of(), new SequentialIds(1));

        assertThat(rows.of(PARTY, recorded(EventSamples.all()))).isEmpty();
    }

    @Test
    void passes_over_what_another_server_is_claiming() throws SQLException {
        put(webhook(1), HOOKS, message(1, NOON));
        put(webhook(2), HOOKS, message(2, NOON));

        try (Connection other = DATABASE.database().dataSource().getConnection();
                Statement claiming = other.createStatement()) {
            other.setAutoCommit(false);
            claiming.execute("select from webhook_messages where id = '" + webhook(1) + "' for update");

            assertThat(claimed(HOOKS)).extracting(Claim::id).containsExactly(webhook(2));
        }
    }

    @Test
    void keeps_as_much_of_a_failure_as_operators_read() {
        put(webhook(1), HOOKS, message(1, NOON));

        outbox.giveUp(claimed(HOOKS).get(0), NOON, "\0" + "ö".repeat(501));

        assertThat(givenUp()).containsExactly(Map.entry(webhook(1), "ö".repeat(500)));
    }

    @Test
    void takes_the_longest_address_there_is() {
        String longest = "https://a.example/" + pathWithoutRepetition(WebhookEndpoint.CHARACTERS_MAX - 18);
        WebhookEndpoint endpoint = new WebhookEndpoint(URI.create(longest));
        put(webhook(1), endpoint, message(1, NOON));

        assertThat(claimed(endpoint)).hasSize(1);
    }

    /** An index takes long texts if they can be compressed; this cannot. */
    private static String pathWithoutRepetition(int length) {
        SequentialIds ids = new SequentialIds(7);
        StringBuilder path = new StringBuilder();
        while (path.length() < length) {
            path.append(Long.toString(ids.next().getMostSignificantBits() & Long.MAX_VALUE, Character.MAX_RADIX));
        }
        return path.substring(0, length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"version = 0", "attempts = -1", "endpoint = ''", "endpoint = repeat('x', 2049)"})
    void refuses_what_the_application_would_refuse(String change) {
        put(webhook(1), HOOKS, message(1, NOON));

        assertThatThrownBy(() -> ask(handle -> handle.execute("update webhook_messages set " + change)))
                .hasMessageContaining("violates check constraint");
    }

    @Test
    void forgets_in_batches_until_all_is_forgotten() {
        ask(handle -> handle.execute("""
                insert into webhook_messages (
                         id, endpoint, party_id, version, type, payload, occurred_at, next_attempt_at, failed_at)
                select gen_random_uuid(), 'https://gone.example/', gen_random_uuid(), 1, 'party.started',
                       '{}', now(), now() - interval '1 hour',
                       case when number % 2 = 0 then now() - interval '1 hour' end
                  from generate_series(1, 2010) as number
                """));

        outbox.forget(List.of(HOOKS), Instant.now());

        int left = ask(handle -> handle.createQuery("select count(*) from webhook_messages")
                .mapTo(Integer.class)
                .one());
        assertThat(left).isZero();
    }

    @Test
    void finds_what_is_due_and_what_is_to_be_forgotten_through_indexes() {
        ask(handle -> handle.execute("""
                insert into webhook_messages (
                         id, endpoint, party_id, version, type, payload, occurred_at, next_attempt_at, failed_at)
                select gen_random_uuid(), 'https://hooks.example/' || number % 3, gen_random_uuid(), 1, 'party.started',
                       '{}', now(), now() + (number - 100) * interval '1 minute',
                       case when number % 10 = 0 then now() - number * interval '1 minute' end
                  from generate_series(1, 20000) as number
                """));
        ask(handle -> handle.execute("analyze webhook_messages"));

        assertThat(plan(JdbcWebhookOutbox.CLAIM
                        .replace(":endpoint", "'https://hooks.example/1'")
                        .replace(":now", "now()")
                        .replace(":limit", "8")
                        .replace(":leasedUntil", "now()")))
                .contains("Index Scan using webhook_messages_due", "webhook_messages_pkey")
                .doesNotContain("Seq Scan");
        assertThat(plan(JdbcWebhookOutbox.FORGET_FAILED
                        .replace(":before", "now() - interval '13 days'")
                        .replace(":rows", "500")))
                .contains("webhook_messages_failed", "Limit")
                .doesNotContain("Seq Scan");
    }

    private List<Claim> claimed(WebhookEndpoint endpoint) {
        return outbox.claim(endpoint, 100, NOON.plus(Duration.ofDays(1)), Duration.ofSeconds(30));
    }

    private static List<RecordedEvent> recorded(List<PartyEvent> events) {
        List<RecordedEvent> recorded = new ArrayList<>();
        for (PartyEvent event : events) {
            int number = recorded.size() + 1;
            Instant at = NOON.plusMillis(number);
            recorded.add(new RecordedEvent(new Version(number), at, event));
        }
        return recorded;
    }

    private static String plan(String statement) {
        return ask(handle -> handle.createQuery("explain " + statement).mapTo(String.class).stream()
                .collect(Collectors.joining("\n")));
    }

    private static <T> T ask(Question<T> question) {
        return DATABASE.database().ask(jdbi -> jdbi.withHandle(question::of));
    }

    /** Something to ask the database. */
    @FunctionalInterface
    private interface Question<T> {
        T of(Handle handle);
    }
}
