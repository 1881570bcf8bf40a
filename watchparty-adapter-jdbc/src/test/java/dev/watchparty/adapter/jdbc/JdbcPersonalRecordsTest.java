package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.fixtures.PersonalRecordsContract;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.application.port.PersonalRecords;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcPersonalRecordsTest extends PersonalRecordsContract {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @Override
    protected PartyStore store() {
        return new JdbcPartyStore(DATABASE.database());
    }

    @Override
    protected PersonalRecords records() {
        return new JdbcPersonalRecords(DATABASE.database());
    }
}
