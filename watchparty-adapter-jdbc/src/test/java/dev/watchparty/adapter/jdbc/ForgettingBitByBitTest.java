package dev.watchparty.adapter.jdbc;

import static dev.watchparty.application.fixtures.Story.id;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.fixtures.Story;
import dev.watchparty.domain.party.Visibility;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is forgotten is forgotten in small steps, after any of which whoever does it may be gone, or not be alone. */
class ForgettingBitByBitTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Instant LATER = NOON.plusSeconds(86_400);

    private final JdbcPartyStore store = new JdbcPartyStore(DATABASE.database());

    @Test
    void a_batch_takes_no_more_rows_than_it_may() {
        ended(1, 10);

        assertThat(archive().redactChat(LATER, 4)).isTrue();

        assertThat(count("watch_party_events where type = 'message-sent'")).isEqualTo(6);
        assertThat(count("watch_parties where chat_forgotten_at is not null")).isZero();
        assertThat(archive().redactChat(LATER, 4)).isTrue();
        assertThat(archive().redactChat(LATER, 4)).isTrue();
        assertThat(archive().redactChat(LATER, 4)).isFalse();
        assertThat(count("watch_party_events where type = 'message-sent'")).isZero();
        assertThat(count("watch_party_events where payload ? 'text'")).isZero();
        assertThat(count("watch_parties where chat_forgotten_at is not null")).isEqualTo(1);
    }

    @Test
    void a_party_is_gone_at_once_and_its_history_bit_by_bit_whoever_goes_on() {
        ended(1, 10);

        assertThat(archive().forgetParties(LATER, 5)).isTrue();
        assertThat(archive().clearRemains(5)).isTrue();

        assertThat(store.find(id(1))).isEmpty();
        assertThat(count("watch_party_participants")).isZero();
        assertThat(count("watch_party_items")).isZero();
        assertThat(count("watch_party_events")).isEqualTo(12 - 5);
        assertThat(count("watch_party_remains")).isEqualTo(1);
        untilDone(() -> archive().clearRemains(5));
        assertThat(count("watch_party_events")).isZero();
        assertThat(count("watch_party_command_ids")).isZero();
        assertThat(count("watch_party_remains")).isZero();
    }

    @Test
    void what_remains_of_a_party_counts_for_nobody() {
        ended(1, 3);
        archive().forgetParties(LATER, 1);

        assertThat(new JdbcPartyCatalogue(DATABASE.database())
                        .hostedBy(HOST.user())
                        .parties())
                .isZero();
        assertThat(new JdbcPersonalRecords(DATABASE.database()).attendedBy(HOST.user(), null, 10))
                .isEmpty();
    }

    @Test
    void a_party_that_somebody_is_dealing_with_is_passed_over() throws SQLException {
        ended(1, 1);
        ended(2, 1);
        try (Connection other = DATABASE.database().dataSource().getConnection()) {
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement.execute("select * from watch_parties where id = '" + id(1).value() + "' for update");
            }

            untilDone(() -> archive().redactChat(LATER, 100));
            untilDone(() -> archive().forgetParties(LATER, 100));

            other.rollback();
        }
        assertThat(store.find(id(1))).isPresent();
        assertThat(store.find(id(2))).isEmpty();
        assertThat(count("watch_party_events where type = 'message-sent'")).isEqualTo(1);
    }

    private static void untilDone(BooleanSupplier batch) {
        int batches = 0;
        while (batch.getAsBoolean()) {
            batches++;
            assertThat(batches).as("batches").isLessThan(100);
        }
    }

    private static JdbcPartyArchive archive() {
        return new JdbcPartyArchive(DATABASE.database());
    }

    private void ended(int number, int messages) {
        Story story = Story.of(store, number, Visibility.PUBLIC);
        for (int message = 1; message <= messages; message++) {
            story.said(HOST, message);
        }
        story.ended(NOON.plusSeconds(number));
    }

    private static int count(String from) {
        return DATABASE.database()
                .ask(jdbi ->
                        jdbi.withHandle(handle -> handle.createQuery("select count(*) from " + from.replace("?", "??"))
                                .mapTo(Integer.class)
                                .one()));
    }
}
