package dev.watchparty.adapter.jdbc;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.created;
import static dev.watchparty.domain.party.Parties.named;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchparty.application.port.CommandId;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.PartyStore.Append;
import dev.watchparty.application.port.RateLimiter;
import dev.watchparty.application.port.StoreUnavailableException;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.PasswordHash;
import dev.watchparty.domain.party.Protection;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What callers see when the database is busy, slow or gone. */
class UnavailabilityTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final CommandKey PRESS = new CommandKey(HOST.user(), new CommandId("press"));
    private static final RateLimiter.Limit LIMIT = new RateLimiter.Limit("limit", 1, Duration.ofHours(1));

    @Test
    void is_told_when_no_connection_is_free_in_time() throws SQLException {
        try (Database database = hurried();
                Connection taken = database.dataSource().getConnection()) {
            assertThat(taken.isValid(1)).isTrue();
            assertThatThrownBy(() -> new JdbcPartyStore(database).find(PARTY))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> new JdbcRateLimiter(database, () -> NOON).take(LIMIT, "ann"))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> new JdbcRateLimiter(database, () -> NOON).peek(LIMIT, "ann"))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(database.isReady()).isFalse();
        }
    }

    @Test
    void is_told_when_somebody_holds_the_party_for_too_long() throws SQLException {
        new JdbcPartyStore(DATABASE.database()).create(created());
        try (Database database = hurried();
                Connection other = DATABASE.database().dataSource().getConnection()) {
            other.setAutoCommit(false);
            run(other, "update watch_parties set title = 'held'");

            assertThatThrownBy(() -> new JdbcPartyStore(database).append(nothing()))
                    .isInstanceOf(StoreUnavailableException.class);

            other.rollback();
            assertThat(new JdbcPartyStore(DATABASE.database()).find(PARTY)).contains(created());
        }
    }

    /** What is held, and what the database would refuse for ever, keeps nobody else's step from being stored. */
    @Test
    void is_told_of_the_party_that_it_is_about_and_of_no_other() throws SQLException {
        JdbcPartyStore usual = new JdbcPartyStore(DATABASE.database());
        List<Append> steps = IntStream.range(0, 4)
                .mapToObj(UnavailabilityTest::numbered)
                .peek(usual::create)
                .map(party -> new Append(party, party, List.of(), Map.of(PRESS, party.version())))
                .toList();
        PartyId ill = steps.get(1).before().id();
        PartyId held = steps.get(2).before().id();
        DATABASE.seed("alter table watch_parties add constraint ill check (id <> '" + ill.value() + "') not valid");
        try (Database database = hurried();
                Connection other = DATABASE.database().dataSource().getConnection()) {
            other.setAutoCommit(false);
            run(other, "update watch_parties set title = 'held' where id = '" + held.value() + "'");

            JdbcPartyStore hurried = new JdbcPartyStore(database);
            // The bad one spoils the statement for all; without it, nobody waits for the one that is held.
            assertThat(hurried.appendTogether(steps)).isEmpty();
            assertThatThrownBy(() -> hurried.append(steps.get(1))).isInstanceOf(JdbiException.class);
            assertThat(hurried.appendTogether(List.of(steps.get(0), steps.get(2), steps.get(3))))
                    .containsExactlyInAnyOrder(
                            steps.get(0).before().id(), steps.get(3).before().id());

            other.rollback();
        }
        DATABASE.seed("alter table watch_parties drop constraint ill");
        assertThat(steps)
                .extracting(step ->
                        usual.accepted(step.before().id(), Set.of(PRESS)).size())
                .containsExactly(1, 0, 0, 1);
    }

    @Test
    void is_told_at_once_of_steps_of_many_parties() throws SQLException {
        List<Append> steps = IntStream.range(0, 8)
                .mapToObj(UnavailabilityTest::numbered)
                .map(party -> new Append(party, party, List.of(), Map.of()))
                .toList();
        try (Database database = hurried();
                Connection taken = database.dataSource().getConnection()) {
            assertThat(taken.isValid(1)).isTrue();

            assertThatThrownBy(() -> new JdbcPartyStore(database).appendTogether(steps))
                    .isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void is_told_when_a_statement_takes_too_long() {
        try (Database database = hurried()) {
            assertThatThrownBy(() ->
                            database.ask(jdbi -> jdbi.withHandle(handle -> handle.execute("select pg_sleep(30)"))))
                    .isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void is_not_blamed_for_a_mistake_of_ours() {
        Database database = DATABASE.database();

        assertThatThrownBy(() ->
                        database.ask(jdbi -> jdbi.withHandle(handle -> handle.execute("select nothing from nowhere"))))
                .isNotInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void is_told_without_secrets() {
        Party guarded = with(created(), new Protection.ByPassword(new PasswordHash("hunter2")));
        JdbcPartyStore store = new JdbcPartyStore(DATABASE.database());
        DATABASE.database()
                .ask(jdbi -> jdbi.withHandle(handle -> handle.execute(
                        "alter table watch_parties add constraint never check (capacity < 100) not valid")));

        assertThatThrownBy(() -> store.create(guarded)).satisfies(failure -> {
            StringWriter printed = new StringWriter();
            failure.printStackTrace(new PrintWriter(printed));
            assertThat(printed.toString()).contains("never").doesNotContain("hunter2");
        });

        DATABASE.database()
                .ask(jdbi ->
                        jdbi.withHandle(handle -> handle.execute("alter table watch_parties drop constraint never")));
    }

    private static Party numbered(int number) {
        return named(created(), new PartyId(new UUID(8, number)), new InviteCode("AAAAA" + (char) ('A' + number)));
    }

    private static Append nothing() {
        return new Append(created(), created(), List.of(), Map.of());
    }

    /** The same database through one connection, and without patience. */
    private static Database hurried() {
        DatabaseSettings usual = DATABASE.settings();
        return Database.open(new DatabaseSettings(
                usual.url(),
                usual.user(),
                usual.password(),
                1,
                Duration.ofMillis(250),
                Duration.ofSeconds(1),
                Duration.ofMillis(100)));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
