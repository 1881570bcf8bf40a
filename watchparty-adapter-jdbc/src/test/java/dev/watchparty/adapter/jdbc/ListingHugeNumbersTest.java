package dev.watchparty.adapter.jdbc;

import static dev.watchparty.domain.party.Parties.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.port.PartyCatalogue;
import dev.watchparty.application.port.PartyCatalogue.Listing;
import dev.watchparty.application.port.PartyCatalogue.Reader;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Title;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A hundred thousand parties: half are over, half of the others are public, and some are for friends. Nothing that is
 * asked about some of them reads all of them.
 */
class ListingHugeNumbersTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    /** Somebody who was in some hundred parties, and is banned from one. */
    private static final UUID ANN = new UUID(0, 1);

    private static final UUID PARTY = new UUID(0, 2_000);

    private static final Reader READER = new Reader(new UserId(ANN), Set.of(new UserId(new UUID(0, 7))));

    @BeforeEach
    void seed() {
        DATABASE.seed("""
                    insert into watch_parties (
                             id, version, host_user_id, title, visibility, capacity, invite_code, created_at, ended_at,
                             position_ms, rate_permille, item_index, active_count, here_count)
                    select lpad(to_hex(number), 32, '0')::uuid, 1, lpad(to_hex(number % 1000), 32, '0')::uuid,
                           'party ' || number,
                           (array['public', 'friends', 'invite', 'public'])[1 + number / 2 % 4], 100,
                           translate(lpad(to_hex(number), 6, '0'), '0123456789abcdef', 'ABCDEFGHJKLMNPQR'),
                           now() - number * interval '1 minute',
                           case when number % 2 > 0 then now() - number * interval '1 second' end,
                           0, 1000, 0, 4 + number % 97, number % 5
                      from generate_series(1, 100000) as number
                    """, """
                    insert into watch_party_participants (
                             party_id, user_id, id, username, display_name, role, joined_at, here_since)
                    select lpad(to_hex(number), 32, '0')::uuid, lpad(to_hex(number % 1000), 32, '0')::uuid,
                           gen_random_uuid(), 'somebody', 'Somebody', 'viewer', now(), now()
                      from generate_series(1, 100000) as number
                    """, """
                    insert into watch_party_events (party_id, version, type, payload, created_at)
                    select lpad(to_hex(number), 32, '0')::uuid, version,
                           (array['party-created', 'message-sent', 'reacted'])[version],
                           jsonb_build_object('by', lpad(to_hex(number % 1000), 32, '0')::uuid), now()
                      from generate_series(1, 100000) as number,
                           generate_series(1, case when number % 10 = 0 then 3 else 1 end) as version
                    """, "vacuum analyze");
    }

    @Test
    void reads_no_table_from_end_to_end() {
        assertByIndex(
                JdbcPartyCatalogue.LISTED,
                "Index Only Scan using watch_parties_listed",
                query -> page(reader(query, "12", PartyCatalogue.LISTED_MAX)));
        assertByIndex(
                JdbcPartyCatalogue.LISTED,
                "watch_parties_for_friends",
                query -> page(reader(query, "", PartyCatalogue.LISTED_MAX)));
        assertByIndex(
                JdbcPartyCatalogue.TRENDING,
                "watch_parties_trending",
                query -> reader(query).bind("limit", 10));
        assertByIndex(
                JdbcPartyCatalogue.PAST,
                "watch_party_participants_of_user",
                query -> page(query).bind("user", ANN));
        assertByIndex(
                JdbcPartyCatalogue.PAST_COUNT, "watch_party_participants_of_user", query -> query.bind("user", ANN));
        assertByIndex(JdbcPartyCatalogue.HOSTED, "watch_party_events_founder", query -> query.bind("founder", ANN));
        assertByIndex(
                JdbcPersonalRecords.ATTENDED,
                "watch_party_participants_of_user",
                query -> query.bind("user", ANN).bind("after", PARTY).bind("limit", 10));
        assertByIndex(
                JdbcPersonalRecords.SAID,
                "watch_party_events_by_author",
                query -> query.bind("user", ANN.toString())
                        .bind("party", PARTY)
                        .bind("version", 1L)
                        .bind("limit", 10));
        assertByIndex(JdbcPartyArchive.WITH_CHAT, "watch_parties_over_with_chat", query -> query.bind("end", NOON));
        assertByIndex(
                JdbcPartyArchive.WITH_COMMAND_IDS,
                "watch_parties_over_with_command_ids",
                query -> query.bind("end", NOON));
        assertByIndex(
                JdbcPartyArchive.OVER,
                "watch_parties_over",
                query -> query.bind("end", NOON).bind("parties", 5));

        Listing all = new JdbcPartyCatalogue(DATABASE.database()).listed(READER, null, 0, 20);
        Listing found = new JdbcPartyCatalogue(DATABASE.database()).listed(READER, new Title("PARTY 1"), 0, 20);
        assertThat(all.parties())
                .hasSize(20)
                .allSatisfy(party -> assertThat(party.activeCount()).isEqualTo(100));
        assertThat(all.totalCount()).isBetween(PartyCatalogue.LISTED_MAX, PartyCatalogue.LISTED_MAX + 200);
        assertThat(found.totalCount()).isBetween(100, all.totalCount() - 100);
    }

    private static Query reader(Query query, String titlePart, int most) {
        return reader(query).bind("most", most).bind("titlePart", titlePart);
    }

    private static Query reader(Query query) {
        return query.bindArray("friends", UUID.class, new UUID(0, 7)).bind("reader", ANN);
    }

    private static Query page(Query query) {
        return query.bind("limit", 20).bind("offset", 40);
    }

    private static void assertByIndex(String sql, String index, UnaryOperator<Query> bind) {
        String plan = DATABASE.database().ask(jdbi -> jdbi.withHandle(handle -> plan(handle, sql, bind)));
        assertThat(plan).contains(index).doesNotContain("Seq Scan");
    }

    private static String plan(Handle handle, String sql, UnaryOperator<Query> bind) {
        return bind.apply(handle.createQuery("explain " + sql)).mapTo(String.class).stream()
                .collect(Collectors.joining("\n"));
    }
}
