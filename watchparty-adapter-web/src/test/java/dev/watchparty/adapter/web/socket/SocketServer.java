package dev.watchparty.adapter.web.socket;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchparty.adapter.web.WebServer;
import dev.watchparty.adapter.web.WebSettings;
import dev.watchparty.adapter.web.http.Guards;
import dev.watchparty.adapter.web.http.Guests;
import dev.watchparty.adapter.web.http.Limits;
import dev.watchparty.adapter.web.http.Observability;
import dev.watchparty.adapter.web.http.UseCases;
import dev.watchparty.adapter.web.wire.TextFrame;
import dev.watchparty.application.account.ErasePersonalData;
import dev.watchparty.application.account.ExportPersonalData;
import dev.watchparty.application.account.SignInGuest;
import dev.watchparty.application.fixtures.InMemoryAccounts;
import dev.watchparty.application.fixtures.InMemoryArchive;
import dev.watchparty.application.fixtures.InMemoryFriendStore;
import dev.watchparty.application.fixtures.InMemoryFriends;
import dev.watchparty.application.fixtures.InMemoryPartyStore;
import dev.watchparty.application.fixtures.InMemoryPlaylists;
import dev.watchparty.application.fixtures.InMemoryRateLimiter;
import dev.watchparty.application.fixtures.ManualClock;
import dev.watchparty.application.fixtures.ManualTimers;
import dev.watchparty.application.fixtures.PlainPasswords;
import dev.watchparty.application.fixtures.SequentialCodes;
import dev.watchparty.application.fixtures.SequentialIds;
import dev.watchparty.application.friend.ListFriends;
import dev.watchparty.application.friend.MakeFriends;
import dev.watchparty.application.local.LocalBackplane;
import dev.watchparty.application.local.LocalPresence;
import dev.watchparty.application.party.ChangeSettings;
import dev.watchparty.application.party.CommandParty;
import dev.watchparty.application.party.CreateParty;
import dev.watchparty.application.party.DeleteMessage;
import dev.watchparty.application.party.FollowParty;
import dev.watchparty.application.party.JoinParty;
import dev.watchparty.application.party.ListParties;
import dev.watchparty.application.party.Outcome;
import dev.watchparty.application.party.ReadHistory;
import dev.watchparty.application.party.ReadMessages;
import dev.watchparty.application.party.ReadParty;
import dev.watchparty.application.party.RecallChange;
import dev.watchparty.application.party.StudyHost;
import dev.watchparty.application.party.StudyParty;
import dev.watchparty.application.party.Workplace;
import dev.watchparty.application.playlist.EditPlaylists;
import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.RateLimiter.Limit;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.Parties;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Position;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A whole server on a free port of this machine, with its ports in memory and its time in the test's hands. The party
 * of {@link Parties} is there, paused at its start, with Ann, Bo and Cleo in it.
 */
final class SocketServer implements AutoCloseable {

    /** The site that may use this server from a browser. */
    static final String ORIGIN = "https://friends.example";

    static final int UNLIMITED = 0;

    private static final Duration TOKEN_LIFETIME = Duration.ofHours(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration TICK = Duration.ofSeconds(1);

    final ManualClock clock = new ManualClock(Parties.NOON);

    /** What tells the time of clock exchanges; a test may break it. */
    volatile InstantSource fine = clock;

    final ManualTimers timers = new ManualTimers(clock);
    final CountingWorkers workers = new CountingWorkers();
    final WaywardStore store = new WaywardStore(new InMemoryPartyStore());
    final TestTokens tokens = new TestTokens();
    final InMemoryFriends friends = new InMemoryFriends();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final CommandParty commands;

    final SocketWorld world;
    final PartySocket sockets;

    private final WebServer web;
    private final List<RawSocket> clients = new ArrayList<>();

    SocketServer() {
        this(UNLIMITED);
    }

    /** @param commandsPerSecond of one connection; {@link #UNLIMITED} for as many as it likes */
    SocketServer(int commandsPerSecond) {
        this(Parties.pausedAt(Position.START), commandsPerSecond);
    }

    SocketServer(Party party, int commandsPerSecond) {
        store.create(party);
        Workplace workplace = new Workplace(clock, workers, timers);
        LocalBackplane backplane = new LocalBackplane();
        LocalPresence presence = new LocalPresence();
        this.commands = new CommandParty(store, backplane, workplace);
        FollowParty<TextFrame> follow = new FollowParty<>(new FollowParty.Means<>(
                store,
                store,
                presence,
                new PartyAnnouncer(clock, meters),
                commands,
                workplace,
                FollowParty.HOST_GRACE));
        backplane.subscribe(follow);
        SequentialIds ids = new SequentialIds(1);
        InMemoryRateLimiter limiter = new InMemoryRateLimiter(clock);
        WebSettings settings =
                new WebSettings("127.0.0.1", 0, null, List.of(ORIGIN), List.of(), Guests.REFUSED, Limits.DEFAULT);
        Guards guards = settings.guards(new Guards.Authorities(tokens, limiter, ids, clock), meters);
        this.world = new SocketWorld(
                follow,
                commands,
                new DeleteMessage(store, commands),
                workplace,
                new SocketWorld.Gates(tokens, limiter, pace(commandsPerSecond), ids),
                new SocketWorld.Ticking(() -> fine.instant(), this::nanos));
        this.sockets = new PartySocket(world, guards, meters);
        this.web = new WebServer(
                settings,
                useCases(new InMemoryAccounts(), presence, ids),
                guards,
                new Observability(meters, () -> "", Optional::empty),
                config -> sockets.register(config.routes));
        web.start();
    }

    private static SocketWorld.Pace pace(int commandsPerSecond) {
        return new SocketWorld.Pace(
                new Limit("chats", 10, Duration.ofMinutes(1)),
                new Limit("reactions", 30, Duration.ofMinutes(1)),
                commandsPerSecond);
    }

    private UseCases useCases(InMemoryAccounts accounts, LocalPresence presence, SequentialIds ids) {
        InMemoryPlaylists playlists = new InMemoryPlaylists();
        PlainPasswords passwords = new PlainPasswords();
        InMemoryArchive archive = new InMemoryArchive(store);
        InMemoryFriendStore friendStore = new InMemoryFriendStore(accounts);
        CreateParty.Supplies supplies = new CreateParty.Supplies(ids, new SequentialCodes(1), passwords);
        return new UseCases(
                new CreateParty(store, accounts, playlists, supplies, clock),
                new JoinParty(store, accounts, new JoinParty.Admission(commands, ids, passwords, friends)),
                new ReadParty(store, presence, friends),
                commands,
                new EditPlaylists(playlists, ids, clock),
                new SignInGuest(accounts, tokens, ids, clock),
                new MakeFriends(friendStore, accounts, clock),
                new ListFriends(friendStore),
                new UseCases.Inside(
                        new ChangeSettings(store, passwords, commands),
                        new DeleteMessage(store, commands),
                        new ReadMessages(store, store, friends),
                        new RecallChange(store),
                        party -> Parties.LEAD),
                new UseCases.Overviews(
                        new ListParties(archive, user -> Set.of()),
                        new ReadHistory(archive),
                        new StudyParty(store, clock),
                        new StudyHost(archive)),
                new UseCases.Personal(
                        new ExportPersonalData(accounts, playlists, friendStore, archive),
                        new ErasePersonalData(archive, commands, playlists, accounts)));
    }

    private long nanos() {
        return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
    }

    int port() {
        return web.port();
    }

    /**
     * Lets {@code amount} pass, a second at a time: after each, whatever it set off is done.
     *
     * @param lively clients that are heard all the while; others fall silent
     */
    void pass(Duration amount, RawSocket... lively) throws IOException, InterruptedException {
        Instant end = clock.instant().plus(amount);
        while (clock.instant().isBefore(end)) {
            Duration rest = Duration.between(clock.instant(), end);
            timers.advance(rest.compareTo(TICK) < 0 ? rest : TICK);
            workers.awaitIdle();
            for (RawSocket client : lively) {
                client.beHeard();
            }
        }
    }

    /** A token for {@code participant} that is good for ten hours. */
    String token(Participant participant) {
        return token(participant, TOKEN_LIFETIME);
    }

    String token(Participant participant, Duration lifetime) {
        Instant now = clock.instant();
        return tokens.issue(new Identity(participant.user(), participant.profile(), now.plus(lifetime)), now)
                .encoded();
    }

    static String path(PartyId party) {
        return "/api/v1/watch-parties/" + party.value() + "/ws";
    }

    static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }

    /** The name of the protocol that carries {@code token}. */
    static String carrier(String token) {
        return "auth.bearer."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }

    /** A client of old, which is told nothing until it asks. */
    RawSocket oldClient(Participant participant) throws IOException {
        return open(path(Parties.PARTY), bearer(token(participant)));
    }

    /** A client of today, which has read its snapshot. */
    RawSocket client(Participant participant) throws IOException {
        return client(Parties.PARTY, participant);
    }

    RawSocket client(PartyId party, Participant participant) throws IOException {
        RawSocket client = open(path(party), "Sec-WebSocket-Protocol: watchparty.v2, " + carrier(token(participant)));
        client.next("snapshot");
        return client;
    }

    /** A connection to {@code path}, which must be agreed to, and which follows the party by now. */
    RawSocket open(String path, String... headers) throws IOException {
        RawSocket client = upgrade(path, headers);
        if (!client.isOpen()) throw new AssertionError(client.answer());
        client.beHeard();
        return client;
    }

    /** What comes of asking for {@code path}. */
    RawSocket upgrade(String path, String... headers) throws IOException {
        RawSocket client = RawSocket.open(port(), path, headers);
        clients.add(client);
        return client;
    }

    /** Carries out {@code command} on the party of {@link Parties}, as if from elsewhere. */
    Outcome command(PartyCommand command) {
        return commands.handle(Parties.PARTY, command).join();
    }

    Party party() {
        return store.find(Parties.PARTY).orElseThrow();
    }

    Version version() {
        return party().version();
    }

    int connections() {
        return (int)
                Objects.requireNonNull(meters.find("watchparty.connections").gauge())
                        .value();
    }

    /** Waits until so many connections are open. */
    void awaitConnections(int expected) {
        await().atMost(PATIENCE).until(this::connections, count -> count == expected);
    }

    /** A frame of {@code type} to the party of {@link Parties}; {@code more} begins with a comma, or is empty. */
    static String frame(String type, String more) {
        return "{\"type\":\"" + type + "\",\"party_id\":\"" + Parties.PARTY.value() + "\",\"timestamp\":1767268800.5"
                + more + "}";
    }

    /** What {@code client} is told until everything is done that {@code text} caused. */
    List<JsonNode> answersTo(RawSocket client, String text) throws IOException, InterruptedException {
        client.sendText(text);
        return upToNow(client);
    }

    /** What {@code client} is told until everything is done that anybody asked for. */
    List<JsonNode> upToNow(RawSocket client) throws IOException, InterruptedException {
        client.beHeard();
        workers.awaitIdle();
        client.sendText("{\"type\":\"clock\",\"t0\":4711}");
        List<JsonNode> events = new ArrayList<>();
        while (true) {
            JsonNode event = client.next();
            if (event.path("type").asText().equals("clock") && event.path("t0").asInt() == 4711) return events;
            events.add(event);
        }
    }

    @Override
    public void close() throws IOException {
        sockets.close();
        for (RawSocket client : clients) {
            client.close();
        }
        web.close();
        workers.close();
    }
}
