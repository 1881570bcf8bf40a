package dev.watchparty.adapter.jdbc;

import dev.watchparty.adapter.jdbc.PostedPresence.Batch;
import dev.watchparty.adapter.jdbc.PostedPresence.Entry;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.presence.DriftReading;
import dev.watchparty.domain.presence.LastSync;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Who is connected to which party through which server, a row each. */
final class PresenceRows {

    private static final String WRITE = """
            with gone as (
              delete from watch_party_presence as row
               using unnest(:goneParties, :goneUsers) as gone (party_id, user_id)
               where row.party_id = gone.party_id
                 and row.server_id = :server
                 and row.user_id = gone.user_id
            )
            insert into watch_party_presence
                   (server_id, party_id, user_id, is_hidden, is_buffering, synced_at, offset_ms, round_trip_ms)
            select :server, status.*
              from unnest(:parties, :users, :hidden::boolean[], :buffering::boolean[], :syncedAt::timestamptz[],
                          :offsetsMs, :roundTripsMs) as status
                on conflict (party_id, server_id, user_id) do update
               set is_hidden = excluded.is_hidden,
                   is_buffering = excluded.is_buffering,
                   synced_at = excluded.synced_at,
                   offset_ms = excluded.offset_ms,
                   round_trip_ms = excluded.round_trip_ms
            """;

    static final String OF_OTHERS = """
            select user_id, is_hidden, is_buffering, synced_at, offset_ms, round_trip_ms
              from watch_party_presence
              join presence_servers using (server_id)
             where party_id = :party
               and server_id <> :server
               and alive_until > :now
            """;

    static final String ROLL_OF_OTHERS = """
            select party_id, user_id
              from watch_party_presence
              join presence_servers using (server_id)
             where party_id = any(:parties)
               and server_id <> :server
               and alive_until > :now
            """;

    private PresenceRows() {}

    static int write(Handle handle, UUID server, Batch batch) {
        var statement = handle.createUpdate(WRITE).bind("server", server);
        ids(statement, "goneParties", batch.gone(), gone -> gone.party().value());
        ids(statement, "goneUsers", batch.gone(), gone -> gone.user().value());
        ids(statement, "parties", batch.changed(), entry -> entry.party().value());
        ids(statement, "users", batch.changed(), entry -> entry.user().value());
        texts(statement, "hidden", batch.changed(), status -> status.isHidden());
        texts(statement, "buffering", batch.changed(), status -> status.isBuffering());
        texts(
                statement,
                "syncedAt",
                batch.changed(),
                status -> status.lastSync().at().orElse(null));
        millis(statement, "offsetsMs", batch.changed(), DriftReading::drift);
        millis(statement, "roundTripsMs", batch.changed(), DriftReading::roundTrip);
        return statement.execute();
    }

    private static <T> void ids(
            SqlStatement<?> statement, String name, Collection<T> rows, Function<T, @Nullable Object> id) {
        ArrayColumns.bind(statement, name, UUID.class, rows, id);
    }

    /** What has no array type of its own goes as text, which the statement casts. */
    private static void texts(
            SqlStatement<?> statement,
            String name,
            Collection<Entry> entries,
            Function<ParticipantStatus, @Nullable Object> column) {
        ArrayColumns.bind(statement, name, String.class, entries, entry -> {
            Object value = column.apply(entry.status());
            return value == null ? null : value.toString();
        });
    }

    private static void millis(
            SqlStatement<?> statement,
            String name,
            Collection<Entry> entries,
            Function<DriftReading, Duration> column) {
        ArrayColumns.bind(
                statement,
                name,
                Long.class,
                entries,
                entry -> entry.status()
                        .lastSync()
                        .measured()
                        .map(column)
                        .map(Duration::toMillis)
                        .orElse(null));
    }

    /** What servers other than {@code server} wrote of {@code party}, of those that live, on top of {@code known}. */
    static Map<UserId, ParticipantStatus> merge(
            Handle handle, UUID server, Instant now, PartyId party, Map<UserId, ParticipantStatus> known) {
        Map<UserId, ParticipantStatus> all = new HashMap<>(known);
        handle.createQuery(OF_OTHERS)
                .bind("party", party.value())
                .bind("server", server)
                .bind("now", now)
                .map((row, context) -> all.merge(
                        new UserId(row.getObject("user_id", UUID.class)), status(row), ParticipantStatus::merged))
                .list();
        return Map.copyOf(all);
    }

    /** Adds to {@code roll} whom servers other than {@code server} wrote of its parties, of those that live. */
    static void call(
            Handle handle, UUID server, Instant now, Collection<PartyId> parties, Map<PartyId, Set<UserId>> roll) {
        var query = handle.createQuery(ROLL_OF_OTHERS).bind("server", server).bind("now", now);
        ArrayColumns.bind(query, "parties", UUID.class, parties, PartyId::value);
        query.map((row, context) -> roll.computeIfAbsent(
                                new PartyId(row.getObject("party_id", UUID.class)), party -> new HashSet<>())
                        .add(new UserId(row.getObject("user_id", UUID.class))))
                .list();
    }

    private static ParticipantStatus status(ResultSet row) throws SQLException {
        return new ParticipantStatus(row.getBoolean("is_hidden"), row.getBoolean("is_buffering"), lastSync(row));
    }

    private static LastSync lastSync(ResultSet row) throws SQLException {
        Instant syncedAt = PartyRow.instant(row, "synced_at");
        if (syncedAt == null) return LastSync.NEVER;
        long offsetMs = row.getLong("offset_ms");
        if (row.wasNull()) return new LastSync.Unmeasured(syncedAt);
        long roundTripMs = row.getLong("round_trip_ms");
        return new LastSync.Measured(
                syncedAt, new DriftReading(Duration.ofMillis(offsetMs), Duration.ofMillis(roundTripMs)));
    }
}
