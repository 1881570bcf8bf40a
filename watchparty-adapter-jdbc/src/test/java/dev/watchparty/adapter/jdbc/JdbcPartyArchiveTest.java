package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.fixtures.PartyArchiveContract;
import dev.watchparty.application.port.PartyArchive;
import dev.watchparty.application.port.PartyStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcPartyArchiveTest extends PartyArchiveContract {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @Override
    protected PartyStore store() {
        return new JdbcPartyStore(DATABASE.database());
    }

    @Override
    protected PartyArchive archive() {
        return new JdbcPartyArchive(DATABASE.database());
    }
}
