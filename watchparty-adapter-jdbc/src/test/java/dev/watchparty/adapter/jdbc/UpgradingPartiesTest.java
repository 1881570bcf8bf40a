package dev.watchparty.adapter.jdbc;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.FILM;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.created;
import static dev.watchparty.domain.party.Parties.left;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.port.PartyStore.Append;
import dev.watchparty.application.port.PartyStore.AppendResult;
import dev.watchparty.domain.participant.Attendance;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.Leadership;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Proceedings;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.playback.Queue;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a party of the first version, of which less was known. */
class UpgradingPartiesTest {

    private static final PartyId OVER = new PartyId(new UUID(0x0a_0000_0000L, 2));

    private final DatabaseSettings settings = TestDatabase.createEmpty();
    private Database database;
    private JdbcPartyStore store;

    @BeforeEach
    void upgrade() {
        Flyway.configure()
                .dataSource(settings.url(), settings.user(), settings.password())
                .locations("classpath:db/migration")
                .target("003")
                .load()
                .migrate();
        Jdbi.create(settings.url(), settings.user(), settings.password())
                .useHandle(handle -> handle.createScript("""
                insert into watch_parties (
                         id, version, host_user_id, title, visibility, capacity, invite_code, created_at,
                         position_ms, rate_permille, playlist_id, item_index)
                values ('0000000a-0000-0000-0000-000000000001', 4, '00000001-0000-0000-0000-000000000001',
                         'Friday', 'public', 100, 'K7QX2M', '2026-01-01T11:00:00Z', 0, 1000,
                         '0000000c-0000-0000-0000-000000000001', 0);
                insert into watch_parties (
                         id, version, host_user_id, title, visibility, capacity, invite_code, created_at, ended_at,
                         position_ms, rate_permille, item_index)
                values ('0000000a-0000-0000-0000-000000000002', 4, '00000001-0000-0000-0000-000000000001',
                         'Thursday', 'public', 100, 'K7QX2N', '2026-01-01T11:00:00Z', '2026-01-01T12:00:00Z',
                         0, 1000, 0);
                insert into watch_party_items
                values ('0000000a-0000-0000-0000-000000000001', 0, '0000000d-0000-0000-0000-000000000001',
                         'The film', 'https://media.example/1', 'mp4', 7200000);
                insert into watch_party_participants
                values ('0000000a-0000-0000-0000-000000000001', '00000001-0000-0000-0000-000000000001',
                         '0000000b-0000-0000-0000-000000000001', 'ann', 'Ann', null, 'host',
                         '2026-01-01T11:00:00Z', null),
                       ('0000000a-0000-0000-0000-000000000001', '00000001-0000-0000-0000-000000000002',
                         '0000000b-0000-0000-0000-000000000002', 'bo', 'Bo', null, 'co-host',
                         '2026-01-01T11:01:00Z', '2026-01-01T12:00:00Z'),
                       ('0000000a-0000-0000-0000-000000000002', '00000001-0000-0000-0000-000000000001',
                         '0000000b-0000-0000-0000-000000000001', 'ann', 'Ann', null, 'host',
                         '2026-01-01T11:00:00Z', null);
                """).execute());
        database = Database.open(settings);
        store = new JdbcPartyStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void has_the_settings_that_new_ones_begin_with() {
        Party party = store.find(PARTY).orElseThrow();

        assertThat(party.settings()).isEqualTo(created().settings());
        assertThat(party.queue()).isEqualTo(Queue.of(List.of(FILM)));
        assertThat(party.leadership()).isEqualTo(new Leadership.Own(HOST.user()));
        assertThat(party.proceedings()).isEqualTo(Proceedings.NONE);
    }

    @Test
    void has_those_here_who_joined_and_did_not_leave_as_its_history_says() {
        Party party = store.find(PARTY).orElseThrow();

        assertThat(party.participants().find(CO_HOST.user())).contains(left(CO_HOST));
        assertThat(party.participants().find(HOST.user()))
                .contains(HOST.withAttendance(new Attendance.Here(HOST.joinedAt())));
        assertThat(store.partiesWithSomebodyHere(null, 10)).containsExactly(PARTY);
        assertThat(count("active_count")).isEqualTo(1);
        assertThat(count("here_count")).isEqualTo(1);
    }

    @Test
    void has_nobody_here_if_it_is_over() {
        Party party = store.find(OVER).orElseThrow();

        assertThat(party.participants().find(HOST.user()).map(Participant::attendance))
                .contains(new Attendance.Absent(NOON));
        assertThat(party.participants().activeCount()).isEqualTo(1);
        assertThat(party.participants().hereCount()).isZero();
    }

    @Test
    void goes_on_like_any_other() {
        Party party = store.find(PARTY).orElseThrow();
        PartyEvent departed = new PartyEvent.ParticipantDeparted(HOST.user(), NOON);
        Party after = party.after(departed);

        AppendResult result = store.append(
                new Append(party, after, List.of(new RecordedEvent(after.version(), NOON, departed)), Map.of()));

        assertThat(result).isEqualTo(AppendResult.STORED);
        assertThat(store.find(PARTY)).contains(after);
        assertThat(store.partiesWithSomebodyHere(null, 10)).isEmpty();
    }

    private int count(String column) {
        return database.ask(jdbi ->
                jdbi.withHandle(handle -> handle.createQuery("select " + column + " from watch_parties where id = :id")
                        .bind("id", PARTY.value())
                        .mapTo(Integer.class)
                        .one()));
    }
}
