package dev.watchparty.app;

import dev.watchparty.adapter.jdbc.Database;
import dev.watchparty.adapter.jdbc.JdbcAccounts;
import dev.watchparty.adapter.jdbc.JdbcChatHistory;
import dev.watchparty.adapter.jdbc.JdbcFriendStore;
import dev.watchparty.adapter.jdbc.JdbcPartyStore;
import dev.watchparty.adapter.jdbc.JdbcPlaylists;
import dev.watchparty.adapter.jdbc.JdbcRateLimiter;
import java.time.InstantSource;

/** All that is kept in one database. */
record Stores(
        Database database,
        JdbcPartyStore parties,
        JdbcChatHistory chats,
        JdbcAccounts accounts,
        JdbcPlaylists playlists,
        JdbcFriendStore friends,
        JdbcRateLimiter limiter) {

    static Stores in(Database database, InstantSource clock) {
        return new Stores(
                database,
                new JdbcPartyStore(database),
                new JdbcChatHistory(database),
                new JdbcAccounts(database),
                new JdbcPlaylists(database),
                new JdbcFriendStore(database),
                new JdbcRateLimiter(database, clock));
    }
}
