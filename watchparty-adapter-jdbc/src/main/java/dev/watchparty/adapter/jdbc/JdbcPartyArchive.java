package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.port.PartyArchive;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Forgets by short transactions, each of which deals with some rows of one party, or with a few parties. A party that
 * another server is dealing with is passed over. Safe for many threads.
 */
public final class JdbcPartyArchive implements PartyArchive {

    /** A full party has a thousand participants and five hundred items, which go at once. */
    private static final int PARTIES_PER_BATCH = 5;

    static final String WITH_CHAT = """
            select id
              from watch_parties
             where ended_at < :end
               and chat_forgotten_at is null
             order by ended_at
             limit 1
               for no key update skip locked
            """;

    private static final String REDACT = """
            update watch_party_events
               set type = 'message-redacted',
                   payload = payload - 'text'
             where (party_id, version) in (
                   select party_id, version
                     from watch_party_events
                    where party_id = :party
                      and type = 'message-sent'
                    order by version
                    limit :rows)
            """;

    private static final String CHAT_IS_FORGOTTEN = """
            update watch_parties
               set chat_forgotten_at = now()
             where id = :party
            """;

    static final String WITH_COMMAND_IDS = """
            select id
              from watch_parties
             where ended_at < :end
               and command_ids_forgotten_at is null
             order by ended_at
             limit 1
               for no key update skip locked
            """;

    private static final String DELETE_COMMAND_IDS = """
            delete from watch_party_command_ids
             where (party_id, user_id, command_id) in (
                   select party_id, user_id, command_id
                     from watch_party_command_ids
                    where party_id = :party
                    limit :rows)
            """;

    private static final String COMMAND_IDS_ARE_FORGOTTEN = """
            update watch_parties
               set command_ids_forgotten_at = now()
             where id = :party
            """;

    static final String OVER = """
            select id
              from watch_parties
             where ended_at < :end
             order by ended_at
             limit :parties
               for update skip locked
            """;

    /** A history may be long: it stays for the batches to come, and only its party's id tells that it is to go. */
    private static final List<String> DELETE = List.of(
            "insert into watch_party_remains select unnest(:gone)",
            "delete from watch_party_participants where party_id = any(:gone)",
            "delete from watch_party_items where party_id = any(:gone)",
            "delete from watch_parties where id = any(:gone)");

    private static final String REMAINS = """
            select party_id
              from watch_party_remains
             limit 1
               for update skip locked
            """;

    private static final String DELETE_EVENTS = """
            delete from watch_party_events
             where (party_id, version) in (
                   select party_id, version
                     from watch_party_events
                    where party_id = :party
                    limit :rows)
            """;

    private final Database database;

    public JdbcPartyArchive(Database database) {
        this.database = database;
    }

    @Override
    public boolean redactChat(Instant end, int rows) {
        return forgetSome(WITH_CHAT, end, rows, REDACT, CHAT_IS_FORGOTTEN);
    }

    @Override
    public boolean forgetCommandIds(Instant end, int rows) {
        return forgetSome(WITH_COMMAND_IDS, end, rows, DELETE_COMMAND_IDS, COMMAND_IDS_ARE_FORGOTTEN);
    }

    private boolean forgetSome(String find, Instant end, int rows, String forget, String isForgotten) {
        return database.ask(jdbi -> jdbi.inTransaction(handle -> {
            Optional<UUID> party =
                    handle.createQuery(find).bind("end", end).mapTo(UUID.class).findOne();
            if (party.isEmpty()) return false;
            boolean isDone = forget(handle, forget, party.get(), rows);
            if (isDone)
                handle.createUpdate(isForgotten).bind("party", party.get()).execute();
            return true;
        }));
    }

    @Override
    public boolean forgetParties(Instant end, int rows) {
        return database.ask(jdbi -> jdbi.inTransaction(handle -> delete(handle, end)));
    }

    @Override
    public boolean clearRemains(int rows) {
        return database.ask(jdbi -> jdbi.inTransaction(handle -> clear(handle, rows)));
    }

    private static boolean delete(Handle handle, Instant end) {
        UUID[] gone = handle.createQuery(OVER)
                .bind("end", end)
                .bind("parties", PARTIES_PER_BATCH)
                .mapTo(UUID.class)
                .list()
                .toArray(UUID[]::new);
        if (gone.length == 0) return false;
        DELETE.forEach(step -> handle.createUpdate(step)
                .bindArray("gone", UUID.class, (Object[]) gone)
                .execute());
        return true;
    }

    private static boolean clear(Handle handle, int rows) {
        Optional<UUID> party = handle.createQuery(REMAINS).mapTo(UUID.class).findOne();
        if (party.isEmpty()) return false;
        boolean isDone = forget(handle, DELETE_COMMAND_IDS, party.get(), rows)
                && forget(handle, DELETE_EVENTS, party.get(), rows);
        if (isDone) {
            handle.createUpdate("delete from watch_party_remains where party_id = :party")
                    .bind("party", party.get())
                    .execute();
        }
        return true;
    }

    /** Whether all was forgotten that there was. */
    private static boolean forget(Handle handle, String forget, UUID party, int rows) {
        return handle.createUpdate(forget)
                        .bind("party", party)
                        .bind("rows", rows)
                        .execute()
                < rows;
    }
}
