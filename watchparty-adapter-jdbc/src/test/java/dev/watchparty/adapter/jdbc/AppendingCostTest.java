package dev.watchparty.adapter.jdbc;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.fixtures.EventSamples;
import dev.watchparty.application.port.CommandId;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.PartyStore.Append;
import dev.watchparty.application.port.PartyStore.AppendResult;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How many statements a step of a party costs. */
class AppendingCostTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final MessageId MESSAGE = new MessageId(new UUID(5, 1));
    private static final Timeline.Playing PLAYING = new Timeline.Playing(Position.START, NOON, Rate.NORMAL);

    private final List<String> statements = new ArrayList<>();
    private final List<Boolean> transactions = new ArrayList<>();
    private final JdbcPartyStore store = new JdbcPartyStore(DATABASE.database());

    @BeforeEach
    void listen() {
        store.create(created());
        DATABASE.database()
                .ask(jdbi -> jdbi.setSqlLogger(new SqlLogger() {
                    @Override
                    public void logAfterExecution(StatementContext context) {
                        statements.add(context.getRenderedSql());
                        transactions.add(isInTransaction(context));
                    }
                }));
    }

    static Stream<PartyEvent> everyday() {
        return Stream.of(
                new PartyEvent.Played(HOST.user(), PLAYING),
                new PartyEvent.Sought(HOST.user(), PLAYING),
                new PartyEvent.MessageSent(MESSAGE, HOST.user(), new ChatText("hello")),
                new PartyEvent.ParticipantJoined(VIEWER),
                new PartyEvent.ParticipantDeparted(HOST.user(), NOON),
                new PartyEvent.SkipVoted(HOST.user()),
                new PartyEvent.Skipped(
                        HOST.user(), created().queue().items().get(1).id(), PLAYING));
    }

    @ParameterizedTest
    @MethodSource("everyday")
    void is_one_statement_and_no_more_than_that(PartyEvent event) {
        append(event);

        assertThat(statements).hasSize(1);
        assertThat(transactions).containsExactly(false);
    }

    @Test
    void is_two_more_statements_for_an_edit_of_the_queue() {
        append(new PartyEvent.ItemsAdded(HOST.user(), List.of(EventSamples.suggested(9)), 3));

        assertThat(statements).hasSize(3);
        assertThat(transactions).containsOnly(true);
    }

    @Test
    void is_one_more_statement_for_deleted_messages() {
        append(new PartyEvent.MessageDeleted(MESSAGE, HOST.user()));

        assertThat(statements).hasSize(2);
        assertThat(transactions).containsOnly(true);
    }

    @Test
    void is_one_more_statement_for_changed_settings() {
        append(new PartyEvent.SettingsChanged(HOST.user(), EventSamples.CHANGED_SETTINGS));

        assertThat(statements).hasSize(2);
        assertThat(transactions).containsOnly(true);
    }

    /** A row whose new version finds no room on its page, or which changes an indexed column, costs every index. */
    @Test
    void leaves_the_indexes_alone_when_somebody_presses_play() {
        append(new PartyEvent.Played(HOST.user(), PLAYING));

        assertThat(indexesOf("watch_parties"))
                .isNotEmpty()
                .allSatisfy(index -> assertThat(index)
                        .doesNotContainPattern("version|position_ms|anchored_at|item_index|proceedings|suggestions"));
    }

    private void append(PartyEvent event) {
        Party after = created().after(event);
        RecordedEvent recorded = new RecordedEvent(after.version(), NOON, event);
        CommandKey key = new CommandKey(HOST.user(), new CommandId("press"));

        AppendResult result =
                store.append(new Append(created(), after, List.of(recorded), Map.of(key, after.version())));

        assertThat(result).isEqualTo(AppendResult.STORED);
    }

    private static boolean isInTransaction(StatementContext context) {
        try {
            return !context.getConnection().getAutoCommit();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static List<String> indexesOf(String table) {
        return DATABASE.database()
                .ask(jdbi -> jdbi.withHandle(
                        handle -> handle.createQuery("select indexdef from pg_indexes where tablename = :table")
                                .bind("table", table)
                                .mapTo(String.class)
                                .list()));
    }
}
