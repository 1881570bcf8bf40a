package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.port.CommandId;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Keeps each party in one row, with its participants, items and history beside it. Safe for many threads.
 *
 * <p>An append is one statement, so it is one transaction and one round trip: the update looks for the version, and
 * what else is inserted comes from the row that it found, or does not come at all.
 */
public final class JdbcPartyStore implements PartyStore {

    private static final String COMMAND_IDS_KEY = "watch_party_command_ids_pkey";

    private static final String EVENTS = """
            insert into watch_party_events (party_id, version, type, payload, created_at)
            select party.id, event.version, event.type, event.payload::jsonb, event.created_at
              from party,
                   unnest(:eventVersions, :eventTypes, :eventPayloads, :eventInstants::timestamptz[])
                       as event (version, type, payload, created_at)
            """;

    private static final String APPEND = """
            with party as (
              update watch_parties
                 set version = :version,
                     host_user_id = :host,
                     title = :title,
                     visibility = :visibility,
                     capacity = :capacity,
                     password_hash = :passwordHash,
                     started_at = :startedAt,
                     ended_at = :endedAt,
                     position_ms = :positionMs,
                     anchored_at = :anchoredAt,
                     rate_permille = :ratePermille,
                     item_index = :itemIndex
               where id = :id
                 and version = :before
              returning id
            ), told as (
            %s
            ), commanded as (
              insert into watch_party_command_ids (party_id, user_id, command_id, version)
              select party.id, command.*
                from party,
                     unnest(:commandUsers, :commandIds, :commandVersions) as command
            )%s
            select count(*)
              from party
            """;

    private static final String APPEND_EVENTS = APPEND.formatted(EVENTS, "");
    private static final String APPEND_EVENTS_AND_SEATS =
            APPEND.formatted(EVENTS, ", seated as (\n" + SeatRows.UPSERT + ")\n");

    /** The two look-ups each have an index of their own; the second is not made where the first found something. */
    static final String BY_CODE = """
            select *
              from watch_parties
             where id = coalesce(
                     (select id
                        from watch_parties
                       where invite_code = :code
                         and ended_at is null),
                     (select id
                        from watch_parties
                       where invite_code = :code
                         and ended_at is not null
                       order by ended_at desc
                       limit 1))
            """;

    private static final String CREATE = """
            with party as (
              insert into watch_parties (
                       id, version, host_user_id, title, visibility, capacity, password_hash, invite_code,
                       created_at, started_at, ended_at, position_ms, anchored_at, rate_permille,
                       playlist_id, item_index)
              values (:id, :version, :host, :title, :visibility, :capacity, :passwordHash, :inviteCode,
                       :createdAt, :startedAt, :endedAt, :positionMs, :anchoredAt, :ratePermille,
                       :playlist::uuid, :itemIndex)
                  on conflict (invite_code) where ended_at is null do nothing
              returning id
            ), told as (
            %s
            ), seated as (
            %s
            )
            select count(*)
              from party
            """.formatted(EVENTS, SeatRows.UPSERT);

    private final Database database;

    public JdbcPartyStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Party> find(PartyId id) {
        return database.read(handle -> handle.createQuery("select * from watch_parties where id = :id")
                .bind("id", id.value())
                .map((row, context) -> party(handle, row))
                .findOne());
    }

    @Override
    public Optional<Party> findByCode(InviteCode code) {
        return database.read(handle -> handle.createQuery(BY_CODE)
                .bind("code", code.value())
                .map((row, context) -> party(handle, row))
                .findOne());
    }

    private static Party party(Handle handle, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return PartyRow.read(row, SeatRows.select(handle, id), ItemRows.OF_PARTY.select(handle, id));
    }

    @Override
    public boolean create(Party party) {
        return database.ask(jdbi -> jdbi.inTransaction(handle -> {
            boolean isFree = insert(handle, party);
            if (isFree) {
                ItemRows.OF_PARTY.insert(
                        handle, party.id().value(), party.queue().items());
            }
            return isFree;
        }));
    }

    private static boolean insert(Handle handle, Party party) {
        var statement = handle.createQuery(CREATE);
        PartyRow.bind(statement, party);
        statement
                .bind("inviteCode", party.inviteCode().value())
                .bind("createdAt", party.createdAt())
                .bind(
                        "playlist",
                        party.programme().playlist().map(id -> id.value()).orElse(null));
        bindEvents(statement, List.of(party.creation()));
        SeatRows.bind(statement, party.participants().all());
        return statement.mapTo(Integer.class).one() == 1;
    }

    @Override
    public AppendResult append(Append append) {
        List<Participant> changed = changedSeats(append.before(), append.after());
        try {
            return database.ask(jdbi -> jdbi.withHandle(handle -> append(handle, append, changed)));
        } catch (RuntimeException failed) {
            if (Failures.isDuplicate(failed, COMMAND_IDS_KEY)) return AppendResult.ALREADY_ACCEPTED;
            throw failed;
        }
    }

    private static AppendResult append(Handle handle, Append append, List<Participant> changed) {
        var statement = handle.createQuery(changed.isEmpty() ? APPEND_EVENTS : APPEND_EVENTS_AND_SEATS);
        PartyRow.bind(statement, append.after());
        statement.bind("before", append.before().version().value());
        bindEvents(statement, append.events());
        bindCommands(statement, append.accepted());
        if (!changed.isEmpty()) SeatRows.bind(statement, changed);
        int updated = statement.mapTo(Integer.class).one();
        return updated == 1 ? AppendResult.STORED : AppendResult.VERSION_CONFLICT;
    }

    @SuppressWarnings("ReferenceEquality") // A short cut: most steps pass the same participants on, perhaps a thousand.
    private static List<Participant> changedSeats(Party before, Party after) {
        if (before.participants() == after.participants()) return List.of();
        return after.participants().all().stream()
                .filter(participant -> !before.participants()
                        .find(participant.user())
                        .filter(participant::equals)
                        .isPresent())
                .toList();
    }

    @Override
    public List<RecordedEvent> eventsAfter(PartyId id, Version version, int limit) {
        return database.ask(jdbi -> jdbi.withHandle(handle -> handle.createQuery("""
                        select version, type, payload, created_at
                          from watch_party_events
                         where party_id = :id
                           and version > :version
                         order by version
                         limit :limit
                        """)
                .bind("id", id.value())
                .bind("version", version.value())
                .bind("limit", limit)
                .map((row, context) -> recorded(row))
                .list()));
    }

    private static RecordedEvent recorded(ResultSet row) throws SQLException {
        return new RecordedEvent(
                new Version(row.getLong("version")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                new EventColumn(row.getString("type"), row.getString("payload")).event());
    }

    @Override
    public Map<CommandKey, Version> accepted(PartyId id, Set<CommandKey> commands) {
        if (commands.isEmpty()) return Map.of();
        List<CommandKey> keys = List.copyOf(commands);
        Map<CommandKey, Version> accepted = new LinkedHashMap<>();
        database.ask(jdbi -> jdbi.withHandle(handle -> {
            var query = handle.createQuery("""
                    select user_id, command_id, version
                      from watch_party_command_ids
                     where party_id = :id
                       and (user_id, command_id) in (select * from unnest(:users, :commands))
                    """);
            query.bind("id", id.value());
            ArrayColumns.bind(
                    query, "users", UUID.class, keys, key -> key.user().value());
            ArrayColumns.bind(
                    query, "commands", String.class, keys, key -> key.id().value());
            query.map((row, context) -> accepted.put(
                            new CommandKey(
                                    new UserId(row.getObject("user_id", UUID.class)),
                                    new CommandId(row.getString("command_id"))),
                            new Version(row.getLong("version"))))
                    .list();
            return accepted;
        }));
        return Map.copyOf(accepted);
    }

    private static void bindEvents(SqlStatement<?> statement, List<RecordedEvent> events) {
        List<EventColumn> columns = events.stream()
                .map(recorded -> EventColumn.of(recorded.event()))
                .toList();
        ArrayColumns.bind(
                statement,
                "eventVersions",
                Long.class,
                events,
                recorded -> recorded.version().value());
        ArrayColumns.bind(statement, "eventTypes", String.class, columns, EventColumn::type);
        ArrayColumns.bind(statement, "eventPayloads", String.class, columns, EventColumn::payload);
        ArrayColumns.bind(
                statement,
                "eventInstants",
                String.class,
                events,
                recorded -> recorded.at().toString());
    }

    private static void bindCommands(SqlStatement<?> statement, Map<CommandKey, Version> accepted) {
        List<Map.Entry<CommandKey, Version>> entries = List.copyOf(accepted.entrySet());
        ArrayColumns.bind(
                statement,
                "commandUsers",
                UUID.class,
                entries,
                entry -> entry.getKey().user().value());
        ArrayColumns.bind(
                statement,
                "commandIds",
                String.class,
                entries,
                entry -> entry.getKey().id().value());
        ArrayColumns.bind(
                statement,
                "commandVersions",
                Long.class,
                entries,
                entry -> entry.getValue().value());
    }
}
