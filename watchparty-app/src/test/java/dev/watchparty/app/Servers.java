package dev.watchparty.app;

import dev.watchparty.adapter.embeddedpostgres.EmbeddedDatabase;
import dev.watchparty.adapter.web.http.Limits;
import dev.watchparty.adapter.web.socket.SocketWorld.Pace;
import dev.watchparty.app.Config.ExternalDatabase;
import dev.watchparty.app.Config.LogFormat;
import dev.watchparty.app.Config.Webhooks;
import dev.watchparty.application.party.FollowParty;
import dev.watchparty.application.party.RetentionPolicy;
import dev.watchparty.application.port.RateLimiter.Limit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Real servers for tests: each on a free port of its own, all on one real database that goes away with the tests. */
final class Servers {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    static final String SECRET = "a secret of more than thirty-two bytes, for tests";

    private static final Limits NO_LIMITS = new Limits(
            Limits.creates(0),
            Limits.createsPerAddress(0),
            Limits.joins(0),
            Limits.joinsPerAddress(0),
            Limits.guesses(0),
            Limits.guestsPerAddress(0),
            Limits.playlistWrites(0),
            Limits.friendRequests(0),
            Limits.Inside.OFF);

    /** One for all tests of this process: starting it takes longer than most of them. */
    private static final class Shared {
        static final EmbeddedDatabase DATABASE = EmbeddedDatabase.temporary();
    }

    private Servers() {}

    static WatchParty start() {
        return start(FollowParty.HOST_GRACE);
    }

    static WatchParty start(Duration hostGrace) {
        return WatchParty.start(config(hostGrace));
    }

    /** A connection to that database. */
    static Connection database() throws SQLException {
        EmbeddedDatabase database = Shared.DATABASE;
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    /** The command line of a server on the same database. */
    static String[] arguments(int port, Path dataDir) {
        EmbeddedDatabase database = Shared.DATABASE;
        return new String[] {
            "--host=127.0.0.1",
            "--port=" + port,
            "--data-dir=" + dataDir,
            "--database-url=" + database.jdbcUrl(),
            "--database-user=" + database.user(),
            "--database-password=" + database.password()
        };
    }

    private static Config config(Duration hostGrace) {
        EmbeddedDatabase database = Shared.DATABASE;
        return new Config(
                "127.0.0.1",
                0,
                temporaryDirectory(),
                new ExternalDatabase(database.jdbcUrl(), database.user(), database.password()),
                SECRET,
                null,
                null,
                null,
                List.of(),
                List.of(),
                /* areGuestsWelcome= */ true,
                NO_LIMITS,
                new Pace(new Limit("chats", 0, MINUTE), new Limit("reactions", 0, MINUTE), /* commandsPerSecond= */ 0),
                hostGrace,
                RetentionPolicy.DEFAULT,
                Webhooks.NONE,
                LogFormat.TEXT);
    }

    private static Path temporaryDirectory() {
        try {
            Path directory = Files.createTempDirectory("watchparty-test");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
