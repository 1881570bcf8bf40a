package dev.watchparty.adapter.jdbc;

import static dev.watchparty.domain.party.Parties.CODE;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.playback.ItemTitle;
import dev.watchparty.domain.playback.Playlist;
import dev.watchparty.domain.playback.PlaylistId;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tables refuse, what they survive, and which way look-ups go. */
class SchemaTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final JdbcPartyStore store = new JdbcPartyStore(DATABASE.database());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "watch_parties set version = 0",
                "watch_parties set title = ''",
                "watch_parties set title = repeat('x', 201)",
                "watch_parties set visibility = 'secret'",
                "watch_parties set capacity = 1",
                "watch_parties set capacity = 1001",
                "watch_parties set invite_code = 'k7qx2m'",
                "watch_parties set invite_code = 'K7QX2O'",
                "watch_parties set invite_code = 'K7QX2'",
                "watch_parties set position_ms = -1",
                "watch_parties set position_ms = 31622400001",
                "watch_parties set rate_permille = 249",
                "watch_parties set rate_permille = 4001",
                "watch_parties set item_index = 500",
                "watch_parties set item_index = -1",
                "watch_parties set history = 'some'",
                "watch_parties set loop = 'none'",
                "watch_parties set active_count = 1001",
                "watch_parties set here_count = -1",
                "watch_parties set here_count = active_count + 1",
                "watch_parties set rightful_host_user_id = id",
                "watch_parties set host_role_before = 'viewer'",
                "watch_parties set rightful_host_user_id = id, host_role_before = 'boss'",
                "watch_parties set waiting = jsonb_set(waiting, '{deadline_ms}', '999')",
                "watch_parties set waiting = jsonb_set(waiting, '{deadline_ms}', '60001')",
                "watch_parties set waiting = jsonb_set(waiting, '{quorum_percent}', '0')",
                "watch_parties set waiting = jsonb_set(waiting, '{quorum_percent}', '101')",
                "watch_parties set waiting = jsonb_set(waiting, '{budget_ms}', '-1')",
                "watch_parties set waiting = jsonb_set(waiting, '{budget_ms}', '600001')",
                "watch_parties set policy = '[]'",
                "watch_parties set policy = jsonb_set(policy, '{moderate}', '\"viewer\"')",
                "watch_parties set proceedings = '[]'",
                "watch_parties set suggestions = (select jsonb_agg('{}'::jsonb) from generate_series(1, 51))",
                "watch_party_participants set voice = 'loud'",
                "watch_party_participants set courtesy = 'rude'",
                "watch_party_participants set absent_since = here_since",
                "watch_party_participants set here_since = null",
                "watch_party_participants set banned_at = joined_at",
                "watch_party_participants set banned_at = joined_at, left_at = joined_at + interval '1 second'",
                "watch_party_participants set role = 'boss'",
                "watch_party_participants set display_name = repeat('x', 51)",
                "watch_party_participants set username = repeat('x', 101)",
                "watch_party_participants set avatar_url = repeat('x', 2049)",
                "watch_party_items set duration_ms = 0",
                "watch_party_items set duration_ms = 31622400001",
                "watch_party_items set kind = 'vhs'",
                "watch_party_items set place = 500",
                "watch_party_items set url = repeat('x', 2049)",
                "watch_party_events set version = 0",
            })
    void refuse_what_the_domain_would_refuse(String change) {
        store.create(created());

        assertThatThrownBy(() -> execute("update " + change)).hasMessageContaining("violates check constraint");
    }

    @Test
    void keep_a_party_whole_when_its_playlist_and_the_account_of_its_host_are_gone() {
        JdbcPlaylists playlists = new JdbcPlaylists(DATABASE.database());
        PlaylistId source = created().programme().playlist().orElseThrow();
        playlists.save(new Playlist(
                source,
                HOST.user(),
                new ItemTitle("The source"),
                Playlist.Visibility.PUBLIC,
                created().queue().items(),
                NOON));
        new JdbcAccounts(DATABASE.database()).save(HOST.user(), HOST.profile());
        store.create(created());

        playlists.delete(source);
        execute("delete from users");

        assertThat(playlists.find(source)).isEmpty();
        assertThat(store.find(PARTY)).contains(created());
    }

    @Test
    void find_a_party_by_its_code_through_an_index() {
        seedParties();

        assertThat(plan("select id from watch_parties where invite_code = '" + CODE.value() + "' and ended_at is null"))
                .contains("Index Scan using watch_parties_open_code");
        assertThat(plan("select id from watch_parties where invite_code = '" + CODE.value()
                        + "' and ended_at is not null order by ended_at desc limit 1"))
                .contains("watch_parties_ended_code")
                .doesNotContain("Seq Scan");
        assertThat(plan(JdbcPartyStore.BY_CODE.replace(":code", "'" + CODE.value() + "'")))
                .contains("watch_parties_open_code", "watch_parties_ended_code", "watch_parties_pkey")
                .doesNotContain("Seq Scan");
        assertThat(store.findByCode(new InviteCode("ZZZZ99"))).isEmpty();
    }

    @Test
    void read_what_was_missed_through_the_primary_key() {
        seedParties();
        execute("""
                insert into watch_party_events
                select id, number, 'party-started', '{"at_ms": 0}', now()
                  from watch_parties, generate_series(1, 5) as number
                """);
        execute("analyze watch_party_events");

        assertThat(plan("""
                select *
                  from watch_party_events
                 where party_id = '00000000-0000-0000-0000-000000000001'
                   and version > 2
                 order by version
                 limit 10
                """)).contains("watch_party_events_pkey").doesNotContain("Seq Scan");
    }

    @Test
    void find_parties_with_somebody_here_through_an_index() {
        seedParties();
        execute("update watch_parties set active_count = 1, here_count = 1 where invite_code < 'AAAM'");
        execute("analyze watch_parties");
        String next = JdbcPartyStore.SOMEBODY_HERE.replace(":limit", "200");

        assertThat(plan(next.formatted("")))
                .contains("watch_parties_with_somebody_here")
                .doesNotContain("Sort", "Seq Scan");
        assertThat(plan(next.formatted("and id > '00000000-0000-0000-0000-000000000100'")))
                .contains("watch_parties_with_somebody_here")
                .doesNotContain("Sort", "Seq Scan");
    }

    @Test
    void page_through_talk_and_find_a_message_through_indexes() {
        seedParties();
        execute("""
                insert into watch_party_events
                select '00000000-0000-0000-0000-000000000001', number,
                       case number % 10 when 0 then 'message-sent' else 'reacted' end,
                       jsonb_build_object('message', gen_random_uuid(), 'by', gen_random_uuid(), 'text', 'hello'),
                       now()
                  from generate_series(1, 50000) as number
                """);
        execute("analyze watch_party_events");

        assertThat(plan(JdbcChatHistory.BEFORE
                        .replace(":party", "'00000000-0000-0000-0000-000000000001'")
                        .replace(":before", "30000")
                        .replace(":since", "now() - interval '1 hour'")
                        .replace(":limit", "100")))
                .contains("Index Scan Backward using watch_party_events_said")
                .doesNotContain("Seq Scan");
        assertThat(plan(JdbcChatHistory.AUTHOR
                        .replace(":party", "'00000000-0000-0000-0000-000000000001'")
                        .replace(":message", "'0000000e-0000-0000-0000-000000000001'")))
                .contains("watch_party_events_message")
                .doesNotContain("Seq Scan");
    }

    @Test
    void take_out_what_one_person_said_and_how_they_joined_through_indexes() {
        execute("""
                insert into watch_party_events
                select '00000000-0000-0000-0000-000000000001', number,
                       (array['message-sent', 'reacted', 'participant-joined', 'played'])[1 + number % 4],
                       jsonb_build_object('message', gen_random_uuid(), 'text', 'hello',
                                          'by', number / 4 % 500, 'user', number / 4),
                       now()
                  from generate_series(1, 50000) as number
                """);
        execute("analyze watch_party_events");

        assertThat(plan(ofOne(Redaction.SAID_BY_ERASED)))
                .contains("watch_party_events_by_author")
                .doesNotContain("Seq Scan", "Filter: ((payload ->> 'by'");
        assertThat(plan(ofOne(Redaction.JOINED_BY_ERASED)))
                .contains("watch_party_events_joined")
                .doesNotContain("Seq Scan");
        assertThat(plan(ofOne(Redaction.OUTDATED)))
                .contains("watch_party_events_password")
                .doesNotContain("Seq Scan");
        assertThat(plan(ofOne(JdbcPersonalRecords.SAID)))
                .contains("watch_party_events_by_author")
                .doesNotContain("Seq Scan", "Sort");
    }

    private static String ofOne(String statement) {
        return statement
                .replace(":party", "'00000000-0000-0000-0000-000000000001'")
                .replace(":version", "40000")
                .replace(":forgotten", "''")
                .replace(":username", "'gone'::text")
                .replace(":displayName", "'gone'::text")
                .replace(":user", "'7'")
                .replace(":limit", "100");
    }

    /** Twenty thousand parties: nine of ten have ended, a quarter are public. */
    private static void seedParties() {
        execute("""
                insert into watch_parties (
                         id, version, host_user_id, title, visibility, capacity, invite_code, created_at, ended_at,
                         position_ms, rate_permille, item_index)
                select lpad(to_hex(number), 32, '0')::uuid, 1, gen_random_uuid(), 'party ' || number,
                       (array['public', 'friends', 'invite', 'private'])[1 + number % 4], 100,
                       translate(lpad(to_hex(number), 6, '0'), '0123456789abcdef', 'ABCDEFGHJKLMNPQR'),
                       now() - number * interval '1 minute',
                       case when number % 10 > 0 then now() end,
                       0, 1000, 0
                  from generate_series(1, 20000) as number
                """);
        execute("analyze watch_parties");
    }

    private static String plan(String query) {
        return DATABASE.database()
                .ask(jdbi ->
                        jdbi.withHandle(handle -> handle.createQuery("explain " + query).mapTo(String.class).stream()
                                .collect(Collectors.joining("\n"))));
    }

    private static void execute(String sql) {
        DATABASE.database().ask(jdbi -> jdbi.withHandle(handle -> handle.execute(sql)));
    }
}
