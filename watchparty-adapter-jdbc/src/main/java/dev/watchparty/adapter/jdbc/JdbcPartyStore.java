package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.port.CommandId;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.Ids;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.application.port.WebhookEndpoint;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each party in one row, with its participants, items and history beside it. Safe for many threads.
 *
 * <p>An append is one statement, so it is one transaction and one round trip: the update looks for the version, and
 * what else is inserted comes from the row that it found, or does not come at all. Only where the queue was edited, or
 * something is to be taken out of the history, more statements follow in the same transaction.
 */
public final class JdbcPartyStore implements PartyStore {

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
        PartyStatement creating = PartyStatement.creating(party, webhooks);
        return database.ask(jdbi -> jdbi.inTransaction(handle -> {
            boolean isFree = !execute(handle, creating).isEmpty();
            if (isFree) {
                ItemRows.OF_PARTY.insert(
                        handle, party.id().value(), party.queue().items());
            }
            return isFree;
        }));
    }

    @Override
    public AppendResult append(Append step) {
        PartyStatement statement = PartyStatement.appending(step, webhooks);
        try {
            boolean isFound = isOneStatement(step)
                    ? !database.connected(statement::execute).isEmpty()
                    : database.ask(jdbi -> jdbi.inTransaction(handle -> appendWithMore(handle, step, statement)));
            return isFound ? AppendResult.STORED : AppendResult.VERSION_CONFLICT;
        } catch (RuntimeException failed) {
            if (Failures.isDuplicate(failed, CommandRow.PRIMARY_KEY)) return AppendResult.ALREADY_ACCEPTED;
            throw failed;
        }
    }

    private static boolean isOneStatement(Append step) {
        return hasSameItems(step) && step.events().stream().noneMatch(Redaction::isCausedBy);
    }

    private static boolean hasSameItems(Append step) {
        return step.before().queue().items().equals(step.after().queue().items());
    }

    private static boolean appendWithMore(Handle handle, Append step, PartyStatement statement) {
        if (execute(handle, statement).isEmpty()) return false;
        Party after = step.after();
        if (!hasSameItems(step)) {
            // The party's row is locked: whoever edits at the same time waits, and finds another version then.
            ItemRows.OF_PARTY.replace(handle, after.id().value(), after.queue().items());
        }
        Redaction.of(handle, after.id(), step.events());
        return true;
    }

    private static Set<PartyId> execute(Handle handle, PartyStatement statement) {
        return Database.unchecked(handle.getConnection(), statement::execute);
    }

    @Override
    public Set<PartyId> appendTogether(List<Append> steps) {
        PartyStore.requireDifferentParties(steps);
        Set<PartyId> stored = new HashSet<>();
        appendTogether(steps.stream().filter(JdbcPartyStore::isOneStatement).toList(), stored);
        return stored;
    }

    /** Adds those to {@code stored} whose steps are stored now. */
    private void appendTogether(List<Append> steps, Set<PartyId> stored) {
        if (steps.isEmpty()) return;
        try {
            stored.addAll(database.connected(PartyStatement.appendingAll(steps, webhooks)::execute));
        } catch (RuntimeException failed) {
            if (Failures.isUnavailable(failed) && !Failures.isRolledBack(failed)) throw failed;
            // Somebody's data is bad, and each is better off alone.
            if (!Failures.isDuplicate(failed, CommandRow.PRIMARY_KEY) || steps.size() == 1) return;
            // A command was accepted before, and nobody says whose: all but that party's are stored in a few halves.
            int half = steps.size() / 2;
            appendTogether(steps.subList(0, half), stored);
            appendTogether(steps.subList(half, steps.size()), stored);
        }
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
}
