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
import dev.watchparty.domain.party.Proceedings;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.playback.Queue;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a party of the first version, of which less was known. */
class UpgradingPartiesTest {

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
                insert into watch_party_items
                values ('0000000a-0000-0000-0000-000000000001', 0, '0000000d-0000-0000-0000-000000000001',
                         'The film', 'https://media.example/1', 'mp4', 7200000);
                insert into watch_party_participants
                values ('0000000a-0000-0000-0000-000000000001', '00000001-0000-0000-0000-000000000001',
                         '0000000b-0000-0000-0000-000000000001', 'ann', 'Ann', null, 'host',
                         '2026-01-01T11:00:00Z', null),
                       ('0000000a-0000-0000-0000-000000000001', '00000001-0000-0000-0000-000000000002',
                         '0000000b-0000-0000-0000-000000000002', 'bo', 'Bo', null, 'co-host',
                         '2026-01-01T11:01:00Z', '2026-01-01T12:00:00Z');
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
    void has_nobody_here_until_they_show_it() {
        Party party = store.find(PARTY).orElseThrow();

        assertThat(party.participants().find(CO_HOST.user())).contains(left(CO_HOST));
        Participant host = party.participants().find(HOST.user()).orElseThrow();
        assertThat(host.attendance()).isInstanceOf(Attendance.Absent.class);
        assertThat(host).isEqualTo(HOST.withAttendance(host.attendance()));
        assertThat(store.partiesWithSomebodyHere(null, 10)).isEmpty();
        assertThat(activeCount()).isEqualTo(1);
    }

    @Test
    void goes_on_like_any_other() {
        Party party = store.find(PARTY).orElseThrow();
        PartyEvent arrived = new PartyEvent.ParticipantArrived(HOST.user(), NOON);
        Party after = party.after(arrived);

        AppendResult result = store.append(
                new Append(party, after, List.of(new RecordedEvent(after.version(), NOON, arrived)), Map.of()));

        assertThat(result).isEqualTo(AppendResult.STORED);
        assertThat(store.find(PARTY)).contains(after);
        assertThat(store.partiesWithSomebodyHere(null, 10)).containsExactly(PARTY);
    }

    private int activeCount() {
        return database.ask(
                jdbi -> jdbi.withHandle(handle -> handle.createQuery("select active_count from watch_parties")
                        .mapTo(Integer.class)
                        .one()));
    }
}
