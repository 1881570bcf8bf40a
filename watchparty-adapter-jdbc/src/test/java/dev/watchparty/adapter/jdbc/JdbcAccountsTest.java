package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.fixtures.AccountStoreContract;
import dev.watchparty.application.port.AccountStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcAccountsTest extends AccountStoreContract {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @Override
    protected AccountStore store() {
        return new JdbcAccounts(DATABASE.database());
    }
}
