package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.port.AccountStore;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Username;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Keeps each person in one row. Safe for many threads. */
public final class JdbcAccounts implements AccountStore {

    static final String NAMED = """
            select id
              from users
             where username = :username
             limit 2
            """;

    private final Database database;

    public JdbcAccounts(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Profile> find(UserId user) {
        return database.ask(jdbi -> jdbi.withHandle(handle -> handle.createQuery("""
                        select username, display_name, avatar_url
                          from users
                         where id = :id
                        """)
                .bind("id", user.value())
                .map((row, context) -> ProfileColumns.read(row))
                .findOne()));
    }

    @Override
    public Set<UserId> named(Username username) {
        return database.ask(jdbi -> jdbi.withHandle(handle -> handle.createQuery(NAMED)
                .bind("username", username.value())
                .map((row, context) -> new UserId(row.getObject("id", UUID.class)))
                .set()));
    }

    /** Writes nothing where nothing changed: everybody is saved at every join. */
    @Override
    public void save(UserId user, Profile profile) {
        database.ask(jdbi -> jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into users as known (id, username, display_name, avatar_url)
                        values (:id, :username, :displayName, :avatarUrl)
                            on conflict (id) do update
                           set username = excluded.username,
                               display_name = excluded.display_name,
                               avatar_url = excluded.avatar_url
                         where (known.username, known.display_name, known.avatar_url)
                               is distinct from (excluded.username, excluded.display_name, excluded.avatar_url)
                        """)
                .bind("id", user.value())
                .bind("username", profile.username().value())
                .bind("displayName", profile.displayName().value())
                .bind("avatarUrl", profile.avatar().url().orElse(null))
                .execute()));
    }

    @Override
    public void forget(UserId user) {
        database.ask(jdbi -> jdbi.withHandle(handle -> handle.createUpdate("delete from users where id = :id")
                .bind("id", user.value())
                .execute()));
    }
}
