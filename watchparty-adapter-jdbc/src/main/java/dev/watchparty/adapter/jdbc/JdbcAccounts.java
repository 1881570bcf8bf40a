package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.port.AccountStore;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.UserId;
import java.util.Optional;

/** Keeps each person in one row. Safe for many threads. */
public final class JdbcAccounts implements AccountStore {

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
}
