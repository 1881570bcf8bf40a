package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.fixtures.AppendingTogetherContract;
import dev.watchparty.application.port.PartyStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcAppendingTogetherTest extends AppendingTogetherContract {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @Override
    protected PartyStore store() {
        return new JdbcPartyStore(DATABASE.database());
    }
}
