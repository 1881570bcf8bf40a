package dev.watchparty.app;

import dev.watchparty.adapter.embeddedpostgres.EmbeddedDatabase;
import dev.watchparty.adapter.embeddedpostgres.EmbeddedDatabaseException;
import dev.watchparty.adapter.jdbc.Database;
import dev.watchparty.adapter.jdbc.DatabaseSettings;
import dev.watchparty.adapter.jdbc.JdbcAccounts;
import dev.watchparty.adapter.jdbc.JdbcPartyStore;
import dev.watchparty.adapter.jdbc.JdbcPlaylists;
import dev.watchparty.adapter.jdbc.JdbcRateLimiter;
import dev.watchparty.adapter.security.Argon2Passwords;
import dev.watchparty.adapter.security.JwtIssuer;
import dev.watchparty.adapter.security.RandomIds;
import dev.watchparty.adapter.security.SecureInviteCodes;
import dev.watchparty.adapter.web.WebServer;
import dev.watchparty.adapter.web.WebSettings;
import dev.watchparty.adapter.web.http.AddressBlock;
import dev.watchparty.adapter.web.http.Guards;
import dev.watchparty.adapter.web.http.Guests;
import dev.watchparty.adapter.web.http.Observability;
import dev.watchparty.adapter.web.http.UseCases;
import dev.watchparty.adapter.web.socket.PartyAnnouncer;
import dev.watchparty.adapter.web.socket.PartySocket;
import dev.watchparty.adapter.web.socket.SocketWorld;
import dev.watchparty.adapter.web.wire.TextFrame;
import dev.watchparty.app.Config.ExternalDatabase;
import dev.watchparty.application.account.SignInGuest;
import dev.watchparty.application.local.LocalBackplane;
import dev.watchparty.application.local.LocalPresence;
import dev.watchparty.application.party.CommandParty;
import dev.watchparty.application.party.CreateParty;
import dev.watchparty.application.party.FollowParty;
import dev.watchparty.application.party.JoinParty;
import dev.watchparty.application.party.ReadParty;
import dev.watchparty.application.party.Workplace;
import dev.watchparty.application.playlist.EditPlaylists;
import dev.watchparty.application.port.FriendGraph;
import dev.watchparty.application.port.Ids;
import dev.watchparty.application.port.Passwords;
import dev.watchparty.application.port.StoreUnavailableException;
import dev.watchparty.domain.party.Friendship;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole server, wired together. */
final class WatchParty implements AutoCloseable {

    /** Two more than the database has connections, so that people are told things while all of those are busy. */
    private static final int WORKERS = DatabaseSettings.POOL_SIZE + 2;

    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(10);

    /** Nobody is anybody's friend yet: a party for friends admits its host alone. */
    private static final FriendGraph NO_FRIENDS = (one, other) -> Friendship.STRANGER;

    private static final Logger LOG = LoggerFactory.getLogger(WatchParty.class);

    /** What was opened, the last first: it is closed in that order. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private final Config config;
    private final SecureRandom random = new SecureRandom();
    private final ServerClock fineClock = new ServerClock(Clock.systemUTC(), System::nanoTime);
    private final InstantSource clock = new WholeMillis(fineClock);
    private final Meters meters = new Meters();
    private int port;

    private WatchParty(Config config) {
        this.config = config;
    }

    /**
     * Starts the server; it answers when this returns.
     *
     * @throws StartException if it cannot start; nothing of it is left running
     */
    static WatchParty start(Config config) {
        WatchParty watchParty = new WatchParty(config);
        try {
            watchParty.open();
            return watchParty;
        } catch (StoreUnavailableException | EmbeddedDatabaseException failure) {
            watchParty.close();
            throw new StartException("the database cannot be used: " + reasons(failure), failure);
        } catch (RuntimeException failure) {
            watchParty.close();
            throw failure;
        }
    }

    /** What {@code failure} says, and what the last of its causes says: that one knows best. */
    private static String reasons(Throwable failure) {
        Throwable last = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            last = cause;
        }
        String first = String.valueOf(failure.getMessage());
        return last == failure ? first : first + ": " + last.getMessage();
    }

    int port() {
        return port;
    }

    private void open() {
        keep(meters);
        Database database = keep(openDatabase());
        meters.watch(database);
        Workers workers = keep(new Workers(WORKERS)); // Closed before the database: what is under way is finished.
        Workplace workplace = new Workplace(clock, workers.executor(), workers);

        Ids ids = new RandomIds(random);
        Passwords passwords = new Argon2Passwords(random);
        JdbcPartyStore parties = new JdbcPartyStore(database);
        JdbcAccounts accounts = new JdbcAccounts(database);
        JdbcPlaylists playlists = new JdbcPlaylists(database);
        JdbcRateLimiter limiter = new JdbcRateLimiter(database, clock);
        Keys keys = Keys.of(config, random);

        LocalBackplane backplane = new LocalBackplane();
        LocalPresence presence = new LocalPresence();
        CommandParty commands = new CommandParty(parties, backplane, workplace);
        FollowParty<TextFrame> follow =
                new FollowParty<>(parties, new PartyAnnouncer(clock, meters.registry()), presence, commands, workplace);
        backplane.subscribe(follow);
        meters.watch(commands, follow);

        UseCases useCases = new UseCases(
                new CreateParty(
                        parties,
                        accounts,
                        playlists,
                        new CreateParty.Supplies(ids, new SecureInviteCodes(random), passwords),
                        clock),
                new JoinParty(parties, accounts, new JoinParty.Admission(commands, ids, passwords, NO_FRIENDS)),
                new ReadParty(parties, presence, NO_FRIENDS),
                commands,
                new EditPlaylists(playlists, ids, clock),
                new SignInGuest(accounts, new JwtIssuer(keys.own(), ids), ids, clock));

        WebSettings settings = webSettings();
        Guards guards =
                settings.guards(new Guards.Authorities(keys.verifier(), limiter, ids, clock), meters.registry());
        SocketWorld world = new SocketWorld(
                follow,
                commands,
                workplace,
                new SocketWorld.Gates(keys.verifier(), limiter, config.chatsPerMinute(), ids),
                new SocketWorld.Ticking(fineClock, System::nanoTime));
        PartySocket socket = new PartySocket(world, guards, meters.registry());
        Observability observability = new Observability(
                meters.registry(),
                meters::scrape,
                () -> database.isReady() ? Optional.empty() : Optional.of("the database does not answer"));
        WebServer web = keep(
                new WebServer(settings, useCases, guards, observability, engine -> socket.register(engine.routes)));
        keep(socket);
        port = listen(web);
        sweep(workers, () -> {
            commands.sweep();
            follow.sweep();
            limiter.sweep();
        });
    }

    private int listen(WebServer web) {
        try {
            web.start();
        } catch (JavalinBindException taken) {
            if (!isAddressOfThisMachine(config.host())) {
                throw new StartException(
                        "--host (WATCHPARTY_HOST): " + config.host() + " is no address of this machine", taken);
            }
            throw new StartException(
                    "--port (WATCHPARTY_PORT): " + config.port() + " on " + config.host()
                            + " cannot be listened on; another program may have it: choose another port",
                    taken);
        }
        return web.port();
    }

    private static boolean isAddressOfThisMachine(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException unknown) {
            return false;
        }
    }

    private Database openDatabase() {
        ExternalDatabase external = config.database();
        if (external != null) {
            return Database.open(DatabaseSettings.of(external.url(), external.user(), external.password()));
        }
        Path directory = config.dataDir().resolve("postgresql");
        EmbeddedDatabase embedded = keep(EmbeddedDatabase.open(directory));
        return Database.open(DatabaseSettings.of(embedded.jdbcUrl(), embedded.user(), embedded.password()));
    }

    private WebSettings webSettings() {
        URI publicUrl = config.publicUrl();
        return new WebSettings(
                config.host(),
                config.port(),
                publicUrl == null ? null : publicUrl.toString(),
                config.corsOrigins(),
                trustedProxies(),
                config.areGuestsWelcome() ? Guests.WELCOME : Guests.REFUSED,
                config.limits());
    }

    private List<AddressBlock> trustedProxies() {
        try {
            return config.trustedProxies().stream().map(AddressBlock::parse).toList();
        } catch (IllegalArgumentException wrong) {
            throw new StartException("--trusted-proxy (WATCHPARTY_TRUSTED_PROXY): " + wrong.getMessage(), wrong);
        }
    }

    /** Again and again, until the workers stop. */
    private static void sweep(Workers workers, Runnable task) {
        workers.after(
                SWEEP_INTERVAL,
                () -> workers.executor().execute(() -> {
                    try {
                        task.run();
                    } catch (RuntimeException failure) {
                        LOG.warn("sweeping failed, and is tried again", failure);
                    }
                    sweep(workers, task);
                }));
    }

    private <T extends AutoCloseable> T keep(T resource) {
        opened.push(resource);
        return resource;
    }

    /** Tells clients to come back, finishes what is under way, and stops. */
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable resource = opened.pop();
            try {
                resource.close();
            } catch (Exception failure) { // What comes after must be closed all the same.
                LOG.warn("{} could not be closed", resource.getClass().getSimpleName(), failure);
            }
        }
    }
}
