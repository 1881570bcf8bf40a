package dev.watchparty.app;

import dev.watchparty.adapter.jdbc.Database;
import dev.watchparty.adapter.jdbc.JdbcAccounts;
import dev.watchparty.adapter.jdbc.JdbcChatHistory;
import dev.watchparty.adapter.jdbc.JdbcFriendStore;
import dev.watchparty.adapter.jdbc.JdbcPartyCatalogue;
import dev.watchparty.adapter.jdbc.JdbcPartyStore;
import dev.watchparty.adapter.jdbc.JdbcPersonalRecords;
import dev.watchparty.adapter.jdbc.JdbcPlaylists;
import dev.watchparty.adapter.jdbc.JdbcRateLimiter;
import dev.watchparty.application.port.Ids;
import dev.watchparty.application.port.WebhookEndpoint;
import java.time.InstantSource;
import java.util.List;

/** All that is kept in one database. */
record Stores(
        Database database,
        JdbcPartyStore parties,
        JdbcChatHistory chats,
        JdbcAccounts accounts,
        JdbcPlaylists playlists,
        JdbcFriendStore friends,
        JdbcRateLimiter limiter,
        JdbcPartyCatalogue catalogue,
        JdbcPersonalRecords personal) {

    /** @param told who is told by webhooks what happens in parties */
    static Stores in(Database database, List<WebhookEndpoint> told, Ids ids, InstantSource clock) {
        return new Stores(
                database,
                new JdbcPartyStore(database, told, ids),
                new JdbcChatHistory(database),
                new JdbcAccounts(database),
                new JdbcPlaylists(database),
                new JdbcFriendStore(database),
                new JdbcRateLimiter(database, clock),
                new JdbcPartyCatalogue(database),
                new JdbcPersonalRecords(database));
    }
}
