package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.port.PartyCatalogue;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Capacity;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Phase;
import dev.watchparty.domain.party.Title;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.party.Visibility;
import dev.watchparty.domain.playback.PlaylistId;
import dev.watchparty.domain.playback.PlaylistItem;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Reads lists and numbers out of the tables that the party store writes, by indexes, and without waiting for anybody
 * who writes. Safe for many threads.
 */
public final class JdbcPartyCatalogue implements PartyCatalogue {

    private static final String NOT_BANNED = """
            and id not in (select party_id
                             from watch_party_participants
                            where user_id = :reader::uuid
                              and banned_at is not null)
            """;

    /** A title is looked for in what a list can show, not in everything: no index finds what is within a text. */
    static final String LISTED = """
            with open as (
              (select id, title, here_count > 0 as has_somebody_here, active_count, created_at
                 from watch_parties
                where visibility = 'public'
                  and ended_at is null
                  %1$s
                order by here_count > 0 desc, active_count desc, created_at desc, id
                limit :most)
              union all
              (select id, title, here_count > 0 as has_somebody_here, active_count, created_at
                 from watch_parties
                where visibility = 'friends'
                  and ended_at is null
                  and coalesce(rightful_host_user_id, host_user_id) = any(:friends)
                  %1$s
                order by here_count > 0 desc, active_count desc, created_at desc, id
                limit :most)
            ), found as (
              select *
                from open
               where strpos(lower(title), lower(:titlePart)) > 0
            )
            select (select count(*)
                      from found) as total_count,
                   array(select id
                           from found
                          order by has_somebody_here desc, active_count desc, created_at desc, id
                          limit :limit
                         offset :offset) as page
            """.formatted(NOT_BANNED);

    static final String TRENDING = """
            with busy as (
              (select id, here_count, created_at
                 from watch_parties
                where visibility = 'public'
                  and ended_at is null
                  and here_count > 0
                  %1$s
                order by here_count desc, created_at desc, id
                limit :limit)
              union all
              (select id, here_count, created_at
                 from watch_parties
                where visibility = 'friends'
                  and ended_at is null
                  and here_count > 0
                  and coalesce(rightful_host_user_id, host_user_id) = any(:friends)
                  %1$s
                order by here_count desc, created_at desc, id
                limit :limit)
            )
            select id
              from busy
             order by here_count desc, created_at desc, id
             limit :limit
            """.formatted(NOT_BANNED);

    private static final String PARTIES = """
            select *
              from watch_parties
             where id = any(:ids)
            """;

    private static final String CURRENT_ITEMS = """
            select item.*
              from watch_parties as party
              join watch_party_items as item
                on item.party_id = party.id
               and item.place = party.item_index
             where party.id = any(:ids)
            """;

    static final String PAST = """
            with page as (
              select party.*
                from watch_party_participants as seat
                join watch_parties as party
                  on party.id = seat.party_id
               where seat.user_id = :user
                 and party.ended_at is not null
               order by party.ended_at desc, party.id
               limit :limit
              offset :offset
            )
            select page.*,
                   (select count(*)
                      from watch_party_participants
                     where party_id = page.id) as participant_count
              from page
             order by ended_at desc, id
            """;

    static final String PAST_COUNT = """
            select count(*)
              from watch_party_participants as seat
              join watch_parties as party
                on party.id = seat.party_id
             where seat.user_id = :user
               and party.ended_at is not null
            """;

    static final String HOSTED = """
            with hosted as (
              select event.party_id
                from watch_party_events as event
                join watch_parties as party
                  on party.id = event.party_id
               where event.version = 1
                 and event.payload ->> 'by' = :founder::text
            )
            select (select count(*)
                      from hosted) as parties,
                   (select count(*)
                      from hosted
                      join watch_party_participants
                     using (party_id)
                     where user_id <> :founder) as viewers,
                   (select count(*)
                      from hosted
                      join watch_party_events
                     using (party_id)
                     where type in ('message-sent', 'message-redacted')) as messages,
                   (select count(*)
                      from hosted
                      join watch_party_events
                     using (party_id)
                     where type = 'reacted') as reactions
            """;

    private final Database database;

    public JdbcPartyCatalogue(Database database) {
        this.database = database;
    }

    @Override
    public Listing listed(Reader reader, @Nullable Title titlePart, int offset, int limit) {
        return database.read(handle -> bindReader(handle.createQuery(LISTED), reader)
                .bind("titlePart", titlePart == null ? "" : titlePart.value())
                .bind("most", LISTED_MAX)
                .bind("offset", offset)
                .bind("limit", limit)
                .map((row, context) ->
                        new Listing(select(handle, ids(row.getArray("page"))), row.getInt("total_count")))
                .one());
    }

    private static List<UUID> ids(Array column) throws SQLException {
        return List.of((UUID[]) column.getArray());
    }

    private static <S extends SqlStatement<S>> S bindReader(S statement, Reader reader) {
        ArrayColumns.bind(statement, "friends", UUID.class, reader.friends(), UserId::value);
        return statement.bind(
                "reader", reader.user() == null ? null : reader.user().value());
    }

    @Override
    public List<Listed> trending(Reader reader, int limit) {
        return database.read(handle -> select(
                handle,
                bindReader(handle.createQuery(TRENDING), reader)
                        .bind("limit", limit)
                        .mapTo(UUID.class)
                        .list()));
    }

    /** The parties with these ids, in this order. */
    private static List<Listed> select(Handle handle, List<UUID> ids) {
        Map<UUID, PlaylistItem> items = new HashMap<>();
        bindIds(handle.createQuery(CURRENT_ITEMS), ids)
                .map((row, context) -> items.put(row.getObject("party_id", UUID.class), ItemRows.read(row)))
                .list();
        return bindIds(handle.createQuery(PARTIES), ids)
                .map((row, context) -> listed(row, items.get(row.getObject("id", UUID.class))))
                .stream()
                .sorted(Comparator.comparing(party -> ids.indexOf(party.id().value())))
                .toList();
    }

    private static Query bindIds(Query query, List<UUID> ids) {
        return query.bindArray("ids", UUID.class, ids.toArray());
    }

    private static Listed listed(ResultSet row, @Nullable PlaylistItem current) throws SQLException {
        UUID playlist = row.getObject("playlist_id", UUID.class);
        return new Listed(
                new PartyId(row.getObject("id", UUID.class)),
                new Version(row.getLong("version")),
                new UserId(row.getObject("host_user_id", UUID.class)),
                new Title(row.getString("title")),
                Words.read(Visibility.class, row.getString("visibility")),
                row.getString("password_hash") != null,
                new InviteCode(row.getString("invite_code")),
                new Capacity(row.getInt("capacity")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                PartyRow.phase(row),
                playlist == null ? null : new PlaylistId(playlist),
                current,
                PartyRow.timeline(row),
                row.getInt("active_count"),
                row.getInt("here_count"));
    }

    @Override
    public PastParties past(UserId user, int offset, int limit) {
        return database.read(handle -> {
            List<PastParty> page = handle.createQuery(PAST)
                    .bind("user", user.value())
                    .bind("offset", offset)
                    .bind("limit", limit)
                    .map((row, context) -> past(row))
                    .list();
            return new PastParties(page, countPast(handle, user));
        });
    }

    private static int countPast(Handle handle, UserId user) {
        return handle.createQuery(PAST_COUNT)
                .bind("user", user.value())
                .mapTo(Integer.class)
                .one();
    }

    private static PastParty past(ResultSet row) throws SQLException {
        if (!(PartyRow.phase(row) instanceof Phase.Ended ended)) throw new AssertionError("a past party is not over");
        return new PastParty(
                new PartyId(row.getObject("id", UUID.class)),
                new UserId(row.getObject("host_user_id", UUID.class)),
                new Title(row.getString("title")),
                Words.read(Visibility.class, row.getString("visibility")),
                row.getInt("participant_count"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                ended);
    }

    @Override
    public HostedParties hostedBy(UserId founder) {
        return database.ask(jdbi -> jdbi.withHandle(handle -> handle.createQuery(HOSTED)
                .bind("founder", founder.value())
                .map((row, context) -> new HostedParties(
                        row.getLong("parties"),
                        row.getLong("viewers"),
                        row.getLong("messages"),
                        row.getLong("reactions")))
                .one()));
    }
}
