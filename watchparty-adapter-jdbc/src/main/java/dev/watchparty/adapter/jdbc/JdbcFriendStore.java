package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.port.FriendStore;
import dev.watchparty.domain.friend.Bond;
import dev.watchparty.domain.friend.Circles;
import dev.watchparty.domain.friend.FriendCommand;
import dev.watchparty.domain.friend.FriendDecision;
import dev.watchparty.domain.friend.FriendDecision.Accepted;
import dev.watchparty.domain.participant.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Keeps each bond in one row. Whoever changes one locks the rows of both people, in the order of their ids, so that
 * what was read and counted stays so until the change is there. Safe for many threads.
 */
public final class JdbcFriendStore implements FriendStore {

    static final String BETWEEN = """
            select *
              from friend_bonds
             where least(asker_user_id, asked_user_id) = least(:one, :other)
               and greatest(asker_user_id, asked_user_id) = greatest(:one, :other)
            """;

    private static final String LOCK = """
            select id
              from users
             where id in (:actor, :other)
             order by id
               for no key update
            """;

    static final String CIRCLES = """
            select (select count(*)
                      from friend_bonds
                     where friends_since is not null
                       and (asker_user_id = :actor or asked_user_id = :actor)) as friends_of_actor,
                   (select count(*)
                      from friend_bonds
                     where friends_since is not null
                       and (asker_user_id = :other or asked_user_id = :other)) as friends_of_other,
                   (select count(*)
                      from friend_bonds
                     where requested_at is not null
                       and asker_user_id = :actor) as requests_of_actor
            """;

    private static final String KEEP = """
            insert into friend_bonds (asker_user_id, asked_user_id, requested_at, declined_at, friends_since)
            values (:asker, :asked, :requestedAt, :declinedAt, :friendsSince)
                on conflict (least(asker_user_id, asked_user_id), greatest(asker_user_id, asked_user_id)) do update
               set asker_user_id = excluded.asker_user_id,
                   asked_user_id = excluded.asked_user_id,
                   requested_at = excluded.requested_at,
                   declined_at = excluded.declined_at,
                   friends_since = excluded.friends_since
            """;

    private static final String FORGET = """
            delete from friend_bonds
             where least(asker_user_id, asked_user_id) = least(:one, :other)
               and greatest(asker_user_id, asked_user_id) = greatest(:one, :other)
            """;

    static final String FRIEND_IDS = """
            select asked_user_id
              from friend_bonds
             where friends_since is not null
               and asker_user_id = :user
            union all
            select asker_user_id
              from friend_bonds
             where friends_since is not null
               and asked_user_id = :user
            """;

    static final String FRIENDS = """
            select person.*, bond.friends_since as since
              from friend_bonds as bond
              join users as person
                on person.id = case when asker_user_id = :user then asked_user_id else asker_user_id end
             where friends_since is not null
               and (asker_user_id = :user or asked_user_id = :user)
             order by since desc, person.id
            """;

    static final String INCOMING = """
            select person.*, bond.requested_at as since
              from friend_bonds as bond
              join users as person
                on person.id = asker_user_id
             where requested_at is not null
               and declined_at is null
               and asked_user_id = :user
             order by since desc, person.id
             limit
            """ + INCOMING_LISTED_MAX;

    static final String OUTGOING = """
            select person.*, bond.requested_at as since
              from friend_bonds as bond
              join users as person
                on person.id = asked_user_id
             where requested_at is not null
               and asker_user_id = :user
             order by since desc, person.id
            """;

    private final Database database;

    public JdbcFriendStore(Database database) {
        this.database = database;
    }

    @Override
    public Bond between(UserId one, UserId other) {
        return database.ask(jdbi -> jdbi.withHandle(handle -> find(handle, one, other)));
    }

    private static Bond find(Handle handle, UserId one, UserId other) {
        return handle.createQuery(BETWEEN)
                .bind("one", one.value())
                .bind("other", other.value())
                .map((row, context) -> BondRow.read(row))
                .findOne()
                .orElse(Bond.NONE);
    }

    @Override
    public Optional<FriendDecision> handle(FriendCommand command, Instant now) {
        return database.ask(jdbi -> jdbi.inTransaction(handle -> {
            if (!lock(handle, command)) return Optional.empty();
            Bond bond = find(handle, command.actor(), command.other());
            FriendDecision decision = command.decide(bond, circles(handle, command), now);
            if (decision instanceof Accepted accepted && !accepted.after().equals(bond)) {
                keep(handle, command, accepted.after());
            }
            return Optional.of(decision);
        }));
    }

    /** Whether both are known. Nobody waits for each other: all lock in the same order. */
    private static boolean lock(Handle handle, FriendCommand command) {
        int people = command.actor().equals(command.other()) ? 1 : 2;
        return handle.createQuery(LOCK)
                        .bind("actor", command.actor().value())
                        .bind("other", command.other().value())
                        .mapTo(UUID.class)
                        .list()
                        .size()
                == people;
    }

    private static Circles circles(Handle handle, FriendCommand command) {
        return handle.createQuery(CIRCLES)
                .bind("actor", command.actor().value())
                .bind("other", command.other().value())
                .map((row, context) -> new Circles(
                        row.getInt("friends_of_actor"),
                        row.getInt("friends_of_other"),
                        row.getInt("requests_of_actor")))
                .one();
    }

    private static void keep(Handle handle, FriendCommand command, Bond bond) {
        if (bond instanceof Bond.None) {
            forget(handle, command);
            return;
        }
        BondRow row = BondRow.of(bond);
        boolean isOthers = command.other().equals(row.asker());
        handle.createUpdate(KEEP)
                .bind("asker", (isOthers ? command.other() : command.actor()).value())
                .bind("asked", (isOthers ? command.actor() : command.other()).value())
                .bind("requestedAt", row.requestedAt())
                .bind("declinedAt", row.declinedAt())
                .bind("friendsSince", row.friendsSince())
                .execute();
    }

    private static void forget(Handle handle, FriendCommand command) {
        handle.createUpdate(FORGET)
                .bind("one", command.actor().value())
                .bind("other", command.other().value())
                .execute();
    }

    @Override
    public Set<UserId> friendsOf(UserId user) {
        return database.ask(jdbi -> jdbi.withHandle(handle -> handle.createQuery(FRIEND_IDS)
                .bind("user", user.value())
                .mapTo(UUID.class)
                .map(UserId::new)
                .collect(Collectors.toUnmodifiableSet())));
    }

    @Override
    public Contacts contactsOf(UserId user) {
        return database.read(handle -> new Contacts(
                contacts(handle, FRIENDS, user), contacts(handle, INCOMING, user), contacts(handle, OUTGOING, user)));
    }

    private static List<Contact> contacts(Handle handle, String query, UserId user) {
        return handle.createQuery(query)
                .bind("user", user.value())
                .map((row, context) -> contact(row))
                .list();
    }

    private static Contact contact(ResultSet row) throws SQLException {
        return new Contact(
                new UserId(row.getObject("id", UUID.class)),
                ProfileColumns.read(row),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }
}
