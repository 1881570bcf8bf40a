package dev.watchparty.adapter.jdbc;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.created;
import static dev.watchparty.domain.party.Parties.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.fixtures.EventSamples;
import dev.watchparty.application.port.CommandId;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.PartyStore.Append;
import dev.watchparty.application.port.PartyStore.AppendResult;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

    private static @Nullable Database counted;

    /** One connection, whose server counts how often each statement ran. */
    @BeforeAll
    static void open() {
        DatabaseSettings usual = DATABASE.settings();
        counted = Database.open(new DatabaseSettings(
                usual.url() + "?prepareThreshold=1",
                usual.user(),
                usual.password(),
                1,
                usual.connectionTimeout(),
                usual.statementTimeout(),
                usual.lockTimeout()));
    }

    @AfterAll
    static void close() {
        counted().close();
    }

    private static Database counted() {
        if (counted == null) throw new IllegalStateException("no test runs");
        return counted;
    }

    private final JdbcPartyStore store = new JdbcPartyStore(counted());
    private long before;

    @BeforeEach
    void begin() {
        store.create(created());
        before = statements();
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

        assertThat(statements() - before).isEqualTo(1);
    }

    @Test
    void is_one_statement_for_steps_of_many_parties() {
        List<Append> steps = parties(8).stream()
                .map(party -> step(party, new PartyEvent.Sought(HOST.user(), PLAYING)))
                .toList();
        before = statements();

        assertThat(store.appendTogether(steps)).hasSize(8);

        assertThat(statements() - before).isEqualTo(1);
    }

    /**
     * Planning costs as much as carrying out, and PostgreSQL does it each time if its general plan looks dear to it.
     */
    @Test
    void is_no_planning() {
        long plannedBefore = planned();
        Party alone = created();
        List<Party> several = parties(5);

        for (int round = 0; round < 50; round++) {
            Append step = step(alone, new PartyEvent.Sought(HOST.user(), PLAYING));
            List<Append> steps = several.stream()
                    .map(party -> step(party, new PartyEvent.Sought(HOST.user(), PLAYING)))
                    .toList();
            assertThat(store.append(step)).isEqualTo(AppendResult.STORED);
            assertThat(store.appendTogether(steps)).hasSize(5);
            alone = step.after();
            several = steps.stream().map(Append::after).toList();
        }

        // Five of each statement, to compare with.
        assertThat(planned() - plannedBefore).isLessThanOrEqualTo(2 * 5);
    }

    @Test
    void is_two_more_statements_for_an_edit_of_the_queue() {
        append(new PartyEvent.ItemsAdded(HOST.user(), List.of(EventSamples.suggested(9)), 3));

        assertThat(statements() - before).isEqualTo(3);
    }

    @Test
    void is_one_more_statement_for_deleted_messages() {
        append(new PartyEvent.MessageDeleted(MESSAGE, HOST.user()));

        assertThat(statements() - before).isEqualTo(2);
    }

    @Test
    void is_one_more_statement_for_changed_settings() {
        append(new PartyEvent.SettingsChanged(HOST.user(), EventSamples.CHANGED_SETTINGS));

        assertThat(statements() - before).isEqualTo(2);
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

    private List<Party> parties(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> named(
                        created(), new PartyId(new UUID(9, number)), new InviteCode("AAAAA" + (char) ('A' + number))))
                .filter(store::create)
                .toList();
    }

    private void append(PartyEvent event) {
        assertThat(store.append(step(created(), event))).isEqualTo(AppendResult.STORED);
    }

    private static Append step(Party before, PartyEvent event) {
        Party after = before.after(event);
        RecordedEvent recorded = new RecordedEvent(after.version(), NOON, event);
        CommandKey key = new CommandKey(
                HOST.user(), new CommandId("press at " + after.version().value()));
        return new Append(before, after, List.of(recorded), Map.of(key, after.version()));
    }

    /** How many ran so far that read or wrote our tables. */
    private static long statements() {
        return sum("generic_plans + custom_plans");
    }

    /** How many of them had a plan of their own. */
    private static long planned() {
        return sum("custom_plans");
    }

    private static long sum(String plans) {
        return counted()
                .ask(jdbi -> jdbi.withHandle(handle -> handle.createQuery("""
                        select coalesce(sum(%s), 0)
                          from pg_prepared_statements
                         where statement like '%%watch_part%%'
                           and statement not like '%%pg_prepared_statements%%'
                        """.formatted(plans))
                        .mapTo(Long.class)
                        .one()));
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
