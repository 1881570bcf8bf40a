package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.WebServer;
import dev.watchparty.adapter.web.WebSettings;
import dev.watchparty.application.account.SignInGuest;
import dev.watchparty.application.fixtures.InMemoryAccounts;
import dev.watchparty.application.fixtures.InMemoryBackplane;
import dev.watchparty.application.fixtures.InMemoryFriendStore;
import dev.watchparty.application.fixtures.InMemoryFriends;
import dev.watchparty.application.fixtures.InMemoryPartyStore;
import dev.watchparty.application.fixtures.InMemoryPlaylists;
import dev.watchparty.application.fixtures.InMemoryPresence;
import dev.watchparty.application.fixtures.InMemoryRateLimiter;
import dev.watchparty.application.fixtures.ManualClock;
import dev.watchparty.application.fixtures.ManualTimers;
import dev.watchparty.application.fixtures.PlainPasswords;
import dev.watchparty.application.fixtures.SequentialCodes;
import dev.watchparty.application.fixtures.SequentialIds;
import dev.watchparty.application.friend.ListFriends;
import dev.watchparty.application.friend.MakeFriends;
import dev.watchparty.application.party.CommandParty;
import dev.watchparty.application.party.CreateParty;
import dev.watchparty.application.party.JoinParty;
import dev.watchparty.application.party.ReadParty;
import dev.watchparty.application.party.Workplace;
import dev.watchparty.application.playlist.EditPlaylists;
import dev.watchparty.application.port.Ids;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.Parties;
import io.javalin.config.JavalinConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A server with everything real but its ports, which are in memory; it is noon there until a test says otherwise. */
final class WebWorld implements AutoCloseable {

    /** What a test may have otherwise than others. */
    static final class Terms {
        Limits limits = new Limits(
                Limits.creates(0),
                Limits.createsPerAddress(0),
                Limits.joins(0),
                Limits.joinsPerAddress(0),
                Limits.guesses(0),
                Limits.guestsPerAddress(0),
                Limits.playlistWrites(0),
                Limits.friendRequests(0));

        Guests guests = Guests.WELCOME;
        PartyStore parties = new InMemoryPartyStore();
        List<String> corsOrigins = List.of("https://friend.example");
        List<AddressBlock> trustedProxies = List.of();

        @Nullable
        String publicUrl = "https://party.example/";

        @Nullable
        Executor workers;

        Consumer<JavalinConfig> more = config -> {};
    }

    final ManualClock clock = new ManualClock(Parties.NOON);
    final InMemoryAccounts accounts = new InMemoryAccounts();
    final InMemoryFriends friends = new InMemoryFriends();
    final InMemoryPresence presence = new InMemoryPresence();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final AtomicReference<Optional<String>> unreadiness = new AtomicReference<>(Optional.empty());

    private final PaperTokens tokens = new PaperTokens();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final WebServer server;

    private WebWorld(Terms terms) {
        WebSettings settings = new WebSettings(
                "127.0.0.1", 0, terms.publicUrl, terms.corsOrigins, terms.trustedProxies, terms.guests, terms.limits);
        Ids ids = new SequentialIds(1);
        Guards guards =
                settings.guards(new Guards.Authorities(tokens, new InMemoryRateLimiter(clock), ids, clock), meters);
        Observability observability = new Observability(meters, () -> "meters 1\n", unreadiness::get);
        Executor workers = terms.workers == null ? threads : terms.workers;
        this.server = new WebServer(settings, useCases(terms, ids, workers), guards, observability, terms.more);
        server.start();
    }

    static WebWorld open() {
        return open(terms -> {});
    }

    static WebWorld open(Consumer<Terms> change) {
        Terms terms = new Terms();
        change.accept(terms);
        return new WebWorld(terms);
    }

    private UseCases useCases(Terms terms, Ids ids, Executor workers) {
        InMemoryFriendStore friendStore = new InMemoryFriendStore(accounts);
        InMemoryPlaylists playlists = new InMemoryPlaylists();
        PlainPasswords passwords = new PlainPasswords();
        CommandParty commands = new CommandParty(
                terms.parties, new InMemoryBackplane(workers), new Workplace(clock, workers, new ManualTimers(clock)));
        return new UseCases(
                new CreateParty(
                        terms.parties,
                        accounts,
                        playlists,
                        new CreateParty.Supplies(ids, new SequentialCodes(1), passwords),
                        clock),
                new JoinParty(terms.parties, accounts, new JoinParty.Admission(commands, ids, passwords, friends)),
                new ReadParty(terms.parties, presence, friends),
                commands,
                new EditPlaylists(playlists, ids, clock),
                new SignInGuest(accounts, tokens, ids, clock),
                new MakeFriends(friendStore, accounts, clock),
                new ListFriends(friendStore));
    }

    int port() {
        return server.port();
    }

    String address() {
        return "http://127.0.0.1:" + port();
    }

    String token(Participant person) {
        return tokens.of(person, clock.instant());
    }

    Call get(String path) {
        return new Call(this, "GET", path);
    }

    Call post(String path) {
        return new Call(this, "POST", path);
    }

    Call call(String method, String path) {
        return new Call(this, method, path);
    }

    /** A party of {@code host}, described by the rest of a JSON object. */
    Made party(Participant host, String moreFields) {
        Answer answer = post("/api/v1/watch-parties")
                .as(host)
                .body("{\"title\":\"Friday\"" + moreFields + "}")
                .send()
                .ok(201);
        return new Made(
                answer.data().path("id").asText(),
                answer.data().path("invite_code").asText());
    }

    Answer join(Participant person, Made party) {
        return post("/api/v1/watch-parties/" + party.code() + "/join")
                .as(person)
                .send();
    }

    /** A party that was made. */
    record Made(String id, String code) {

        String path() {
            return "/api/v1/watch-parties/" + id;
        }
    }

    @Override
    public void close() {
        server.close();
        threads.shutdownNow();
    }
}
