package dev.watchparty.adapter.jdbc;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.presence.ParticipantStatus.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.watchparty.application.fixtures.ManualClock;
import dev.watchparty.application.fixtures.ManualTimers;
import dev.watchparty.application.fixtures.PresenceBoardContract;
import dev.watchparty.application.port.PresenceBoard;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.presence.DriftReading;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Two servers with one database and one clock; each beats only while time passes for it. */
class JdbcPresenceTest extends PresenceBoardContract {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final PartyId OTHER_PARTY = new PartyId(new UUID(2, 2));
    private static final UserId ANN = HOST.user();
    private static final UserId BO = CO_HOST.user();
    private static final UserId CLEO = VIEWER.user();
    private static final Duration MOMENT = Duration.ofMillis(1);

    private static final String LATEST_END =
            "select extract(epoch from max(alive_until))::bigint from presence_servers";

    private final ManualClock clock = new ManualClock(NOON);
    private final ManualTimers timeHere = new ManualTimers(clock);
    private final ManualTimers timeThere = new ManualTimers(clock);
    private final JdbcPresence here = server(1, timeHere);
    private final JdbcPresence there = server(2, timeThere);

    /** The tables were emptied after the servers came; by the end of this both have been there for long. */
    @BeforeEach
    void let_them_be_there_for_long() {
        pass(JdbcPresence.LEASE.multipliedBy(2));
    }

    @Override
    protected PresenceBoard here() {
        return here;
    }

    @Override
    protected PresenceBoard there() {
        return there;
    }

    @Override
    protected void settle() {
        pass(JdbcPresence.BEAT);
    }

    @Test
    void shows_others_a_post_with_the_next_beat_and_of_several_the_last() {
        here.post(PARTY, Map.of(ANN, NEW));
        here.post(PARTY, Map.of(BO, NEW));
        assertThat(there.connected(PARTY)).isEmpty();
        here.post(PARTY, Map.of(CLEO, NEW));
        settle();

        assertThat(there.connected(PARTY)).containsOnlyKeys(CLEO);
    }

    @Test
    void loses_what_a_dead_server_posted_when_its_lease_is_over() {
        here.post(PARTY, Map.of(ANN, NEW));
        there.post(PARTY, Map.of(CLEO, NEW));
        pass(JdbcPresence.RENEWAL.multipliedBy(2));

        timeHere.advance(JdbcPresence.LEASE.minus(JdbcPresence.RENEWAL));
        assertThat(here.connected(PARTY)).containsOnlyKeys(ANN, CLEO);
        assertThat(here.rollCall(Set.of(PARTY))).hasValue(Map.of(PARTY, Set.of(ANN, CLEO)));

        timeHere.advance(JdbcPresence.RENEWAL);
        assertThat(here.connected(PARTY)).containsOnlyKeys(ANN);
        assertThat(here.rollCall(Set.of(PARTY))).hasValue(Map.of(PARTY, Set.of(ANN)));
    }

    @Test
    void keeps_what_a_living_server_posted_for_as_long_as_it_lives() {
        there.post(PARTY, Map.of(CLEO, NEW));

        for (int quarters = 0; quarters < 20; quarters++) {
            pass(JdbcPresence.LEASE.dividedBy(4));
            assertThat(here.connected(PARTY)).containsOnlyKeys(CLEO);
        }
    }

    @Test
    void renews_a_lease_now_and_then_and_not_with_every_beat() {
        int renewals = 0;
        for (long seconds = 0;
                seconds < 3 * JdbcPresence.RENEWAL.toSeconds();
                seconds += JdbcPresence.BEAT.toSeconds()) {
            long before = number(LATEST_END);
            timeHere.advance(JdbcPresence.BEAT);
            if (number(LATEST_END) > before) renewals++;
        }
        assertThat(renewals).isEqualTo(3);
    }

    @Test
    void buries_the_dead() {
        there.post(PARTY, Map.of(CLEO, NEW));
        settle();

        timeHere.advance(JdbcPresence.LEASE);
        assertThat(rows()).isEqualTo(1);
        timeHere.advance(JdbcPresence.BURIAL.plus(JdbcPresence.RENEWAL));
        assertThat(rows()).isZero();
        assertThat(number("select count(*) from presence_servers")).isEqualTo(1);
    }

    @Test
    void has_a_server_back_that_was_only_thought_dead() {
        there.post(PARTY, Map.of(CLEO, NEW));
        settle();
        timeHere.advance(JdbcPresence.LEASE);
        assertThat(here.connected(PARTY)).isEmpty();

        timeThere.runDue();
        assertThat(here.connected(PARTY)).containsOnlyKeys(CLEO);

        timeHere.advance(JdbcPresence.BURIAL.multipliedBy(2));
        assertThat(rows()).isZero();
        timeThere.runDue();
        assertThat(here.connected(PARTY)).containsOnlyKeys(CLEO);
    }

    @Test
    void a_server_that_was_cut_off_knows_nothing_for_certain_until_all_others_had_time_to_come_back() {
        timeHere.advance(JdbcPresence.LEASE); // Time passed there as well, without a beat.
        assertThat(there.rollCall(Set.of(PARTY))).isEmpty();

        timeThere.runDue();
        pass(JdbcPresence.LEASE.minus(MOMENT));
        assertThat(there.rollCall(Set.of(PARTY))).isEmpty();

        pass(MOMENT);
        assertThat(there.rollCall(Set.of(PARTY))).hasValue(Map.of());
    }

    @Test
    void a_server_that_has_just_started_knows_nothing_for_certain_either() {
        JdbcPresence third = server(3, timeHere);
        assertThat(third.rollCall(Set.of(PARTY))).isEmpty();

        pass(JdbcPresence.LEASE);
        assertThat(third.rollCall(Set.of(PARTY))).hasValue(Map.of());
    }

    @Test
    void is_written_anew_after_the_database_lost_it() {
        here.post(PARTY, Map.of(ANN, NEW.withBuffering(true)));
        there.post(PARTY, Map.of(CLEO, NEW));
        settle();
        execute("truncate presence_servers, watch_party_presence");

        assertThat(here.connected(PARTY)).containsOnlyKeys(ANN);
        assertThat(here.rollCall(Set.of(PARTY))).isEmpty();

        pass(JdbcPresence.RENEWAL);
        Map<UserId, ParticipantStatus> both = Map.of(ANN, NEW.withBuffering(true), CLEO, NEW);
        assertThat(here.connected(PARTY)).isEqualTo(both);
        assertThat(there.connected(PARTY)).isEqualTo(both);
        assertThat(here.rollCall(Set.of(PARTY))).isEmpty();

        pass(JdbcPresence.LEASE);
        assertThat(here.rollCall(Set.of(PARTY))).hasValue(Map.of(PARTY, Set.of(ANN, CLEO)));
    }

    /** The lease is not due yet when the rows are refused for want of it. */
    @Test
    void is_written_anew_where_a_post_finds_it_lost() {
        here.post(PARTY, Map.of(ANN, NEW));
        settle();
        pass(JdbcPresence.RENEWAL.minus(JdbcPresence.BEAT.multipliedBy(2)));
        execute("truncate presence_servers, watch_party_presence");

        here.post(PARTY, Map.of(ANN, NEW, BO, NEW));
        pass(JdbcPresence.BEAT.multipliedBy(2));

        assertThat(there.connected(PARTY)).containsOnlyKeys(ANN, BO);
    }

    @Test
    void loses_nothing_but_freshness_while_the_database_fails() {
        here.post(PARTY, Map.of(ANN, NEW));
        settle();
        Logger logger = (Logger) LoggerFactory.getLogger(JdbcPresence.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);

        execute("alter table watch_party_presence rename to away");
        here.post(PARTY, Map.of(BO, NEW));
        here.post(OTHER_PARTY, Map.of(CLEO, NEW));
        timeHere.advance(JdbcPresence.BEAT.multipliedBy(5));
        here.post(OTHER_PARTY, Map.of(ANN, NEW));
        timeHere.advance(JdbcPresence.BEAT.multipliedBy(5));
        assertThat(timeHere.waiting()).isEqualTo(1);
        assertThatThrownBy(() -> here.connected(PARTY)).hasMessageContaining("watch_party_presence");
        execute("alter table away rename to watch_party_presence");
        assertThat(there.connected(PARTY)).containsOnlyKeys(ANN);

        pass(JdbcPresence.BEAT);
        assertThat(there.connected(PARTY)).containsOnlyKeys(BO);
        assertThat(there.connected(OTHER_PARTY)).containsOnlyKeys(ANN);
        logger.detachAppender(log);
        logger.setLevel(null);
        logger.setAdditive(true);
        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
    }

    @Test
    void takes_a_server_s_entries_off_when_it_is_closed() {
        here.post(PARTY, Map.of(ANN, NEW));
        there.post(PARTY, Map.of(CLEO, NEW));
        settle();

        there.post(OTHER_PARTY, Map.of(CLEO, NEW));
        there.close();
        assertThat(here.connected(PARTY)).containsOnlyKeys(ANN);

        there.post(PARTY, Map.of(BO, NEW));
        pass(JdbcPresence.LEASE);
        assertThat(here.connected(PARTY)).containsOnlyKeys(ANN);
        assertThat(here.connected(OTHER_PARTY)).isEmpty();
        assertThat(timeThere.waiting()).isZero();
        there.close();
    }

    @Test
    void writes_a_thousand_people_with_one_statement_and_then_only_who_changed() {
        Map<UserId, ParticipantStatus> crowd = crowd(1000);
        here.post(PARTY, crowd);
        settle();
        assertThat(rows()).isEqualTo(1000);
        assertThat(writings()).isEqualTo(1);
        assertThat(there.connected(PARTY)).isEqualTo(crowd);

        crowd.put(person(7), NEW.withHidden(true));
        crowd.remove(person(8));
        here.post(PARTY, crowd);
        settle();
        assertThat(there.connected(PARTY)).isEqualTo(crowd);
        assertThat(writings()).isEqualTo(2);
        assertThat(number("select count(*) from watch_party_presence group by xmin::text order by 1 limit 1"))
                .isEqualTo(1);

        here.post(PARTY, crowd);
        pass(JdbcPresence.LEASE);
        assertThat(writings()).isEqualTo(2);
    }

    @Test
    void writes_many_parties_together() {
        for (int number = 0; number < 200; number++) {
            here.post(new PartyId(new UUID(5, number)), Map.of(ANN, NEW, BO, NEW));
        }
        settle();

        assertThat(rows()).isEqualTo(400);
        assertThat(writings()).isEqualTo(1);
    }

    @Test
    void writes_more_than_fits_one_statement_with_several() {
        int parties = PostedPresence.ROWS_MAX / 1000 + 1;
        for (int number = 0; number < parties; number++) {
            here.post(new PartyId(new UUID(5, number)), crowd(1000));
        }
        settle();

        assertThat(rows()).isEqualTo(parties * 1000L);
        assertThat(writings()).isEqualTo(2);
    }

    @Test
    void writes_a_sync_that_is_all_that_changed_only_now_and_then() {
        DriftReading reading = new DriftReading(Duration.ofMillis(3), Duration.ofMillis(30));
        ParticipantStatus first = NEW.measured(NOON, reading);
        ParticipantStatus soon =
                first.synced(NOON.plus(PostedPresence.SYNC_AGE_MAX).minus(MOMENT));
        ParticipantStatus late = first.synced(NOON.plus(PostedPresence.SYNC_AGE_MAX));

        assertThat(seenThereAfter(NEW.synced(NOON))).isEqualTo(NEW.synced(NOON));
        assertThat(seenThereAfter(first)).isEqualTo(first);
        assertThat(seenThereAfter(soon)).isEqualTo(first);
        assertThat(here.connected(PARTY)).containsEntry(ANN, soon);
        assertThat(seenThereAfter(late)).isEqualTo(late);
        assertThat(seenThereAfter(first)).isEqualTo(first); // The later one was a connection's that is closed now.
        assertThat(seenThereAfter(NEW)).isEqualTo(NEW);
    }

    @Test
    void keeps_what_was_measured_up_to_its_bounds() {
        Duration most = DriftReading.DRIFT_MAX;
        ParticipantStatus ahead = NEW.measured(NOON, new DriftReading(most, DriftReading.ROUND_TRIP_MAX));
        ParticipantStatus behind = NEW.measured(NOON, new DriftReading(most.negated(), Duration.ZERO));

        here.post(PARTY, Map.of(ANN, ahead, BO, behind));
        settle();

        assertThat(there.connected(PARTY)).isEqualTo(Map.of(ANN, ahead, BO, behind));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "offset_ms = 31622400001",
                "offset_ms = -31622400001",
                "offset_ms = null",
                "round_trip_ms = 60001",
                "round_trip_ms = -1",
                "round_trip_ms = null",
                "synced_at = null",
            })
    void its_table_refuses_what_the_domain_would_refuse(String change) {
        here.post(PARTY, Map.of(ANN, NEW.measured(NOON, new DriftReading(Duration.ZERO, Duration.ZERO))));
        settle();

        assertThatThrownBy(() -> execute("update watch_party_presence set " + change))
                .hasMessageContaining("violates check constraint");
    }

    @Test
    void finds_a_party_through_the_primary_key() {
        for (int number = 0; number < 10; number++) {
            here.post(new PartyId(new UUID(5, number)), crowd(1000));
        }
        settle();
        execute("analyze watch_party_presence");

        String some = "'" + PARTY.value() + "'";
        assertThat(plan(PresenceRows.OF_OTHERS.replace(":party", some)))
                .contains("watch_party_presence_pkey")
                .doesNotContain("Seq Scan on watch_party_presence");
        assertThat(plan(PresenceRows.ROLL_OF_OTHERS.replace(":parties", "array[" + some + "]::uuid[]")))
                .contains("watch_party_presence_pkey")
                .doesNotContain("Seq Scan on watch_party_presence");
    }

    private JdbcPresence server(long number, ManualTimers time) {
        return JdbcPresence.open(DATABASE.database(), new UUID(0, number), clock, Runnable::run, time);
    }

    private void pass(Duration time) {
        Duration left = time;
        while (left.compareTo(JdbcPresence.BEAT) > 0) {
            timeHere.advance(JdbcPresence.BEAT);
            timeThere.runDue();
            left = left.minus(JdbcPresence.BEAT);
        }
        timeHere.advance(left);
        timeThere.runDue();
    }

    private ParticipantStatus seenThereAfter(ParticipantStatus status) {
        here.post(PARTY, Map.of(ANN, status));
        settle();
        return there.connected(PARTY).getOrDefault(ANN, NEW);
    }

    private static UserId person(long number) {
        return new UserId(new UUID(9, number));
    }

    private static Map<UserId, ParticipantStatus> crowd(int people) {
        Map<UserId, ParticipantStatus> crowd = new HashMap<>();
        for (int number = 0; number < people; number++) {
            crowd.put(person(number), NEW.synced(NOON));
        }
        return crowd;
    }

    private static long rows() {
        return number("select count(*) from watch_party_presence");
    }

    /** How many transactions wrote what is there. */
    private static long writings() {
        return number("select count(distinct xmin::text) from watch_party_presence");
    }

    private static long number(String query) {
        return DATABASE.database()
                .<Long>ask(jdbi -> jdbi.withHandle(
                        handle -> handle.createQuery(query).mapTo(Long.class).one()));
    }

    private static String plan(String query) {
        String explained = "explain "
                + query.replace(":server", "'00000000-0000-0000-0000-000000000001'")
                        .replace(":now", "now()");
        return DATABASE.database()
                .ask(jdbi -> jdbi.withHandle(handle -> handle.createQuery(explained).mapTo(String.class).stream()
                        .collect(Collectors.joining("\n"))));
    }

    private static void execute(String sql) {
        DATABASE.database().ask(jdbi -> jdbi.withHandle(handle -> handle.execute(sql)));
    }
}
