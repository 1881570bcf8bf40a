package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.fixtures.ChatHistoryContract;
import dev.watchparty.application.port.ChatHistory;
import dev.watchparty.application.port.PartyStore;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcChatHistoryTest extends ChatHistoryContract {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @Override
    protected PartyStore store() {
        return new JdbcPartyStore(DATABASE.database());
    }

    @Override
    protected ChatHistory history() {
        return new JdbcChatHistory(DATABASE.database());
    }
}
