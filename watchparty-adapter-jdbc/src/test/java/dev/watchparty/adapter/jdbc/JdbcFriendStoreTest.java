package dev.watchparty.adapter.jdbc;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchparty.application.fixtures.FriendStoreContract;
import dev.watchparty.application.port.AccountStore;
import dev.watchparty.application.port.FriendStore;
import dev.watchparty.domain.friend.FriendCommand.Ask;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcFriendStoreTest extends FriendStoreContract {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String SOMEBODY = "'00000000-0000-0000-0000-000000000001'::uuid";
    private static final String ANOTHER = "'00000000-0000-0000-0000-000000000002'::uuid";

    @Override
    protected AccountStore accounts() {
        return new JdbcAccounts(DATABASE.database());
    }

    @Override
    protected FriendStore store() {
        return new JdbcFriendStore(DATABASE.database());
    }

    @Test
    void forgets_what_there_was_with_somebody_whose_account_is_gone() {
        store().handle(new Ask(HOST.user(), VIEWER.user()), NOON);

        execute("delete from users where id = '" + VIEWER.user().value() + "'");

        assertThat(store().contactsOf(HOST.user()).outgoing()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "asked_user_id = asker_user_id",
                "requested_at = null",
                "friends_since = now()",
                "requested_at = null, declined_at = now(), friends_since = now()"
            })
    void is_refused_what_the_domain_would_refuse(String change) {
        store().handle(new Ask(HOST.user(), VIEWER.user()), NOON);

        assertThatThrownBy(() -> execute("update friend_bonds set " + change))
                .hasMessageContaining("violates check constraint");
    }

    @Test
    void keeps_one_row_for_two_people() {
        store().handle(new Ask(HOST.user(), VIEWER.user()), NOON);

        assertThatThrownBy(() -> execute("""
                        insert into friend_bonds (asker_user_id, asked_user_id, requested_at)
                        select asked_user_id, asker_user_id, now()
                          from friend_bonds
                        """)).hasMessageContaining("friend_bonds_pair");
    }

    @Test
    void finds_everything_through_indexes() {
        seedPeople();

        assertThat(plan(JdbcFriendStore.BETWEEN)).contains("friend_bonds_pair").doesNotContain("Seq Scan");
        assertThat(plan(JdbcAccounts.NAMED)).contains("users_username").doesNotContain("Seq Scan");
        List.of(JdbcFriendStore.CIRCLES, JdbcFriendStore.FRIEND_IDS, JdbcFriendStore.FRIENDS)
                .forEach(query -> assertThat(plan(query))
                        .contains("friend_bonds_pkey", "friend_bonds_asked")
                        .doesNotContain("Seq Scan"));
        assertThat(plan(JdbcFriendStore.INCOMING))
                .contains("friend_bonds_asked")
                .doesNotContain("Seq Scan");
        assertThat(plan(JdbcFriendStore.OUTGOING)).contains("friend_bonds_pkey").doesNotContain("Seq Scan");
    }

    /** Twenty thousand people, each of whom asked the next ten: half are friends, a tenth declined. */
    private static void seedPeople() {
        execute("delete from users");
        execute("""
                insert into users (id, username, display_name)
                select lpad(to_hex(number), 32, '0')::uuid, 'user-' || number, 'User'
                  from generate_series(1, 20000) as number
                """);
        execute("""
                insert into friend_bonds (asker_user_id, asked_user_id, requested_at, declined_at, friends_since)
                select lpad(to_hex(number), 32, '0')::uuid,
                       lpad(to_hex(1 + (number + step) % 20000), 32, '0')::uuid,
                       case when step > 5 then now() end,
                       case when step = 10 then now() end,
                       case when step <= 5 then now() end
                  from generate_series(1, 20000) as number, generate_series(1, 10) as step
                """);
        execute("analyze users, friend_bonds");
    }

    private static String plan(String query) {
        String asked = query.replaceAll(":(one|actor|user)\\b", SOMEBODY)
                .replaceAll(":other\\b", ANOTHER)
                .replace(":username", "'user-7'");
        return DATABASE.database()
                .ask(jdbi ->
                        jdbi.withHandle(handle -> handle.createQuery("explain " + asked).mapTo(String.class).stream()
                                .collect(Collectors.joining("\n"))));
    }

    private static void execute(String sql) {
        DATABASE.seed(sql);
    }
}
