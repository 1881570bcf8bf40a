package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.port.CommandId;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.Ids;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.application.port.WebhookEndpoint;
import dev.watchparty.application.port.WebhookOutbox.Claim;
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
import org.jspecify.annotations.Nullable;

/**
 * Keeps each party in one row, with its participants, items and history beside it. Safe for many threads.
 *
 * <p>An append is one statement, so it is one transaction and one round trip: the update looks for the version, and
 * what else is inserted comes from the row that it found, or does not come at all. Only where the queue was edited, or
 * something is to be taken out of the history, more statements follow in the same transaction.
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
                     rightful_host_user_id = :rightfulHost::uuid,
                     host_role_before = :hostRoleBefore,
                     title = :title,
                     visibility = :visibility,
                     capacity = :capacity,
                     password_hash = :passwordHash,
                     history = :history,
                     waiting = coalesce(:waiting::jsonb, waiting),
                     policy = coalesce(:policy::jsonb, policy),
                     active_count = :activeCount,
                     here_count = :hereCount,
                     started_at = :startedAt,
                     ended_at = :endedAt,
                     position_ms = :positionMs,
                     anchored_at = :anchoredAt,
                     rate_permille = :ratePermille,
                     item_index = :itemIndex,
                     loop = :loop,
                     proceedings = coalesce(:proceedings::jsonb, proceedings),
                     suggestions = coalesce(:suggestions::jsonb, suggestions)
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

    private static final String SEATED = ", seated as (\n" + SeatRows.UPSERT + ")\n";
    private static final String ENQUEUED = ", enqueued as (\n" + WebhookRows.ENQUEUE + ")\n";

    private static final String APPEND_EVENTS = APPEND.formatted(EVENTS, "");
    private static final String APPEND_EVENTS_AND_SEATS = APPEND.formatted(EVENTS, SEATED);
    private static final String APPEND_EVENTS_AND_WEBHOOKS = APPEND.formatted(EVENTS, ENQUEUED);
    private static final String APPEND_ALL = APPEND.formatted(EVENTS, SEATED + ENQUEUED);

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

    static final String SOMEBODY_HERE = """
            select id
              from watch_parties
             where ended_at is null
               and here_count > 0
               %s
             order by id
             limit :limit
            """;

    private static final String CREATE = """
            with party as (
              insert into watch_parties (
                       id, version, host_user_id, rightful_host_user_id, host_role_before,
                       title, visibility, capacity, password_hash, history, waiting, policy,
                       active_count, here_count, invite_code, created_at, started_at, ended_at,
                       position_ms, anchored_at, rate_permille,
                       playlist_id, item_index, loop, proceedings, suggestions)
              values (:id, :version, :host, :rightfulHost::uuid, :hostRoleBefore,
                       :title, :visibility, :capacity, :passwordHash, :history, :waiting::jsonb, :policy::jsonb,
                       :activeCount, :hereCount, :inviteCode, :createdAt, :startedAt, :endedAt,
                       :positionMs, :anchoredAt, :ratePermille,
                       :playlist::uuid, :itemIndex, :loop, :proceedings::jsonb, :suggestions::jsonb)
                  on conflict (invite_code) where ended_at is null do nothing
              returning id
            ), told as (
            %s
            )%s
            select count(*)
              from party
            """;

    private static final String CREATE_PARTY = CREATE.formatted(EVENTS, SEATED);
    private static final String CREATE_PARTY_AND_WEBHOOKS = CREATE.formatted(EVENTS, SEATED + ENQUEUED);

    private final Database database;
    private final WebhookRows webhooks;

    /** A store that tells no endpoint of what happens. */
    public JdbcPartyStore(Database database) {
        this(database, List.of(), () -> {
            throw new AssertionError("nobody is to be told");
        });
    }

    /**
     * A store that leaves messages for {@code endpoints} in the outbox, in the same step with what they tell of.
     *
     * @param ids of these messages
     */
    public JdbcPartyStore(Database database, List<WebhookEndpoint> endpoints, Ids ids) {
        this.database = database;
        this.webhooks = new WebhookRows(endpoints, ids);
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

    private boolean insert(Handle handle, Party party) {
        List<Claim> told = webhooks.of(party.id(), List.of(party.creation()));
        var statement = handle.createQuery(told.isEmpty() ? CREATE_PARTY : CREATE_PARTY_AND_WEBHOOKS);
        PartyRow.bind(statement, null, party);
        statement
                .bind("inviteCode", party.inviteCode().value())
                .bind("createdAt", party.createdAt())
                .bind(
                        "playlist",
                        party.programme().playlist().map(id -> id.value()).orElse(null));
        bindEvents(statement, List.of(party.creation()));
        SeatRows.bind(statement, party.participants().all());
        if (!told.isEmpty()) WebhookRows.bind(statement, told);
        return statement.mapTo(Integer.class).one() == 1;
    }

    @Override
    public AppendResult append(Append append) {
        try {
            return database.ask(jdbi -> isOneStatement(append)
                    ? jdbi.withHandle(handle -> replace(handle, append))
                    : jdbi.inTransaction(handle -> replaceWithMore(handle, append)));
        } catch (RuntimeException failed) {
            if (Failures.isDuplicate(failed, COMMAND_IDS_KEY)) return AppendResult.ALREADY_ACCEPTED;
            throw failed;
        }
    }

    private static boolean isOneStatement(Append append) {
        return hasSameItems(append) && append.events().stream().noneMatch(Redaction::isCausedBy);
    }

    private static boolean hasSameItems(Append append) {
        return append.before().queue().items().equals(append.after().queue().items());
    }

    private AppendResult replaceWithMore(Handle handle, Append append) {
        AppendResult result = replace(handle, append);
        if (result != AppendResult.STORED) return result;
        Party after = append.after();
        if (!hasSameItems(append)) {
            // The party's row is locked: whoever edits at the same time waits, and finds another version then.
            ItemRows.OF_PARTY.replace(handle, after.id().value(), after.queue().items());
        }
        Redaction.of(handle, after.id(), append.events());
        return result;
    }

    private AppendResult replace(Handle handle, Append append) {
        List<Participant> changed = changedSeats(append.before(), append.after());
        List<Claim> told = webhooks.of(append.after().id(), append.events());
        var statement = handle.createQuery(statement(!changed.isEmpty(), !told.isEmpty()));
        PartyRow.bind(statement, append.before(), append.after());
        statement.bind("before", append.before().version().value());
        bindEvents(statement, append.events());
        bindCommands(statement, append.accepted());
        if (!changed.isEmpty()) SeatRows.bind(statement, changed);
        if (!told.isEmpty()) WebhookRows.bind(statement, told);
        int updated = statement.mapTo(Integer.class).one();
        return updated == 1 ? AppendResult.STORED : AppendResult.VERSION_CONFLICT;
    }

    private static String statement(boolean hasSeats, boolean hasWebhooks) {
        if (hasWebhooks) return hasSeats ? APPEND_ALL : APPEND_EVENTS_AND_WEBHOOKS;
        return hasSeats ? APPEND_EVENTS_AND_SEATS : APPEND_EVENTS;
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

    static RecordedEvent recorded(ResultSet row) throws SQLException {
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

    @Override
    public List<PartyId> partiesWithSomebodyHere(@Nullable PartyId after, int limit) {
        return database.ask(jdbi -> jdbi.withHandle(handle -> {
            var query = handle.createQuery(SOMEBODY_HERE.formatted(after == null ? "" : "and id > :after"));
            if (after != null) query.bind("after", after.value());
            return query.bind("limit", limit)
                    .mapTo(UUID.class)
                    .map(PartyId::new)
                    .list();
        }));
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
