package dev.watchparty.app;

import dev.watchparty.adapter.embeddedpostgres.EmbeddedDatabase;
import dev.watchparty.adapter.embeddedpostgres.EmbeddedDatabaseException;
import dev.watchparty.adapter.jdbc.Database;
import dev.watchparty.adapter.jdbc.DatabaseSettings;
import dev.watchparty.adapter.jdbc.JdbcPartyArchive;
import dev.watchparty.adapter.jdbc.JdbcPresence;
import dev.watchparty.adapter.jdbc.JdbcWebhookOutbox;
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
import dev.watchparty.adapter.webhook.HttpWebhookSender;
import dev.watchparty.app.Config.ExternalDatabase;
import dev.watchparty.application.account.ErasePersonalData;
import dev.watchparty.application.account.ExportPersonalData;
import dev.watchparty.application.account.SignInGuest;
import dev.watchparty.application.friend.ListFriends;
import dev.watchparty.application.friend.MakeFriends;
import dev.watchparty.application.friend.StoredFriendGraph;
import dev.watchparty.application.local.LocalBackplane;
import dev.watchparty.application.party.ChangeSettings;
import dev.watchparty.application.party.CommandParty;
import dev.watchparty.application.party.CreateParty;
import dev.watchparty.application.party.DeleteMessage;
import dev.watchparty.application.party.FollowParty;
import dev.watchparty.application.party.ForgetOldParties;
import dev.watchparty.application.party.JoinParty;
import dev.watchparty.application.party.ListParties;
import dev.watchparty.application.party.ReadHistory;
import dev.watchparty.application.party.ReadMessages;
import dev.watchparty.application.party.ReadParty;
import dev.watchparty.application.party.RecallChange;
import dev.watchparty.application.party.StudyHost;
import dev.watchparty.application.party.StudyParty;
import dev.watchparty.application.party.SweepGhosts;
import dev.watchparty.application.party.Workplace;
import dev.watchparty.application.playlist.EditPlaylists;
import dev.watchparty.application.port.Ids;
import dev.watchparty.application.port.Passwords;
import dev.watchparty.application.port.PresenceBoard;
import dev.watchparty.application.port.StoreUnavailableException;
import dev.watchparty.application.webhook.SendWebhooks;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.presence.Presence;
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
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole server, wired together. */
final class WatchParty implements AutoCloseable {

    /** As many as the database has connections, for which more would only wait. */
    private static final int WORKERS = DatabaseSettings.POOL_SIZE;

    private static final Duration FORGET_INTERVAL = Duration.ofMinutes(10);

    private static final int WEBHOOK_WORKERS = 2;

    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(10);

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
        Workers workers =
                keep(new Workers("worker", WORKERS)); // Closed before the database: what is under way is finished.
        int processors = Runtime.getRuntime().availableProcessors();
        Workers clerk = keep(new Workers("clerk", 1));
        Workers tellers = keep(new Workers("teller", processors));
        Workers criers = keep(new Workers("crier", processors));
        Workplace workplace = new Workplace(
                clock, workers.executor(), clerk.executor(), tellers.executor(), criers.executor(), workers);

        Ids ids = new RandomIds(random);
        Stores stores = Stores.in(database, config.webhooks().endpoints(), ids, clock);
        Keys keys = Keys.of(config, random);
        JdbcPresence presence = keep(JdbcPresence.open(database, ids.next(), clock, workers.executor(), workers));

        LocalBackplane backplane = new LocalBackplane();
        CommandParty commands = new CommandParty(stores.parties(), backplane, workplace);
        FollowParty<TextFrame> follow = new FollowParty<>(new FollowParty.Means<>(
                stores.parties(),
                stores.chats(),
                presence,
                new PartyAnnouncer(clock, meters.registry()),
                commands,
                workplace,
                hostGraceAfterDeparture()));
        backplane.subscribe(follow);
        sendWebhooks(database);
        meters.watch(commands, follow);

        UseCases useCases = useCases(stores, presence, commands, follow::lead, keys, ids);
        WebSettings settings = webSettings();
        Guards guards = settings.guards(
                new Guards.Authorities(keys.verifier(), stores.limiter(), ids, clock), meters.registry());
        SocketWorld world = new SocketWorld(
                follow,
                commands,
                new DeleteMessage(stores.chats(), commands),
                workplace,
                new SocketWorld.Gates(keys.verifier(), stores.limiter(), config.pace(), ids),
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
        SweepGhosts ghosts = new SweepGhosts(stores.parties(), presence, commands, clock);
        Stream.<Runnable>of(commands::sweep, follow::sweep, stores.limiter()::sweep, ghosts::sweep)
                .forEach(sweep -> workers.every(SWEEP_INTERVAL, sweep));
        forgetOldParties(database);
    }

    /** On a thread of its own: there may be much to forget at once. */
    private void forgetOldParties(Database database) {
        Workers maintenance = keep(new Workers("tidier", 1));
        ForgetOldParties forget = new ForgetOldParties(new JdbcPartyArchive(database), config.retention(), clock);
        maintenance.every(FORGET_INTERVAL, forget::sweep);
    }

    /** Operators count from the moment at which a host drops out, the party from when they are seen to be away. */
    private Duration hostGraceAfterDeparture() {
        Duration rest = config.hostGrace().minus(Presence.GRACE);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    /** On threads of its own: whoever is told by it may be slow, and must hold nobody up. */
    private void sendWebhooks(Database database) {
        Workers senders = keep(new Workers("webhook", WEBHOOK_WORKERS));
        new SendWebhooks(
                        new JdbcWebhookOutbox(database),
                        new HttpWebhookSender(config.webhooks().secrets()),
                        config.webhooks().endpoints(),
                        random,
                        new Workplace(clock, senders.executor(), senders))
                .start();
    }

    private UseCases useCases(
            Stores stores,
            PresenceBoard presence,
            CommandParty commands,
            Function<PartyId, Duration> leads,
            Keys keys,
            Ids ids) {
        Passwords passwords = new Argon2Passwords(random);
        StoredFriendGraph friends = new StoredFriendGraph(stores.friends());
        return new UseCases(
                new CreateParty(
                        stores.parties(),
                        stores.accounts(),
                        stores.playlists(),
                        new CreateParty.Supplies(ids, new SecureInviteCodes(random), passwords),
                        clock),
                new JoinParty(
                        stores.parties(),
                        stores.accounts(),
                        new JoinParty.Admission(commands, ids, passwords, friends)),
                new ReadParty(stores.parties(), presence, friends),
                commands,
                new EditPlaylists(stores.playlists(), ids, clock),
                new SignInGuest(stores.accounts(), new JwtIssuer(keys.own(), ids), ids, clock),
                new MakeFriends(stores.friends(), stores.accounts(), clock),
                new ListFriends(stores.friends()),
                new UseCases.Inside(
                        new ChangeSettings(stores.parties(), passwords, commands),
                        new DeleteMessage(stores.chats(), commands),
                        new ReadMessages(stores.parties(), stores.chats(), friends),
                        new RecallChange(stores.parties()),
                        leads),
                new UseCases.Overviews(
                        new ListParties(stores.catalogue(), friends),
                        new ReadHistory(stores.catalogue()),
                        new StudyParty(stores.parties(), clock),
                        new StudyHost(stores.catalogue())),
                new UseCases.Personal(
                        new ExportPersonalData(
                                stores.accounts(), stores.playlists(), stores.friends(), stores.personal()),
                        new ErasePersonalData(stores.personal(), commands, stores.playlists(), stores.accounts())));
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
