package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.fixtures.PartyCatalogueContract;
import dev.watchparty.application.port.PartyCatalogue;
import dev.watchparty.application.port.PartyStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcPartyCatalogueTest extends PartyCatalogueContract {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @Override
    protected PartyStore store() {
        return new JdbcPartyStore(DATABASE.database());
    }

    @Override
    protected PartyCatalogue catalogue() {
        return new JdbcPartyCatalogue(DATABASE.database());
    }
}
