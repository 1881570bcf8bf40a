package dev.watchparty.adapter.web.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchparty.adapter.web.WebServer;
import dev.watchparty.adapter.web.WebSettings;
import dev.watchparty.application.account.ErasePersonalData;
import dev.watchparty.application.account.ExportPersonalData;
import dev.watchparty.application.account.SignInGuest;
import dev.watchparty.application.fixtures.InMemoryAccounts;
import dev.watchparty.application.fixtures.InMemoryArchive;
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
import dev.watchparty.application.party.ChangeSettings;
import dev.watchparty.application.party.CommandParty;
import dev.watchparty.application.party.CreateParty;
import dev.watchparty.application.party.DeleteMessage;
import dev.watchparty.application.party.JoinParty;
import dev.watchparty.application.party.ListParties;
import dev.watchparty.application.party.ReadHistory;
import dev.watchparty.application.party.ReadMessages;
import dev.watchparty.application.party.ReadParty;
import dev.watchparty.application.party.RecallChange;
import dev.watchparty.application.party.StudyHost;
import dev.watchparty.application.party.StudyParty;
import dev.watchparty.application.party.Workplace;
import dev.watchparty.application.playlist.EditPlaylists;
import dev.watchparty.application.port.Ids;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Friendship;
import dev.watchparty.domain.party.Parties;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import io.javalin.config.JavalinConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
                Limits.friendRequests(0),
                Limits.Inside.OFF);

        Guests guests = Guests.WELCOME;
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
    private final InMemoryPartyStore store = new InMemoryPartyStore();
    private final InMemoryArchive parties = new InMemoryArchive(store);
    final InMemoryFriends friends = new InMemoryFriends();
    final InMemoryPresence presence = new InMemoryPresence();
    final InMemoryRateLimiter limiter = new InMemoryRateLimiter(clock);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final AtomicReference<Optional<String>> unreadiness = new AtomicReference<>(Optional.empty());

    private final PaperTokens tokens = new PaperTokens();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final WebServer server;

    private WebWorld(Terms terms) {
        WebSettings settings = new WebSettings(
                "127.0.0.1", 0, terms.publicUrl, terms.corsOrigins, terms.trustedProxies, terms.guests, terms.limits);
        Ids ids = new SequentialIds(1);
        Guards guards = settings.guards(new Guards.Authorities(tokens, limiter, ids, clock), meters);
        Observability observability = new Observability(meters, () -> "meters 1\n", unreadiness::get);
        Executor workers = terms.workers == null ? threads : terms.workers;
        this.server = new WebServer(settings, useCases(ids, workers), guards, observability, terms.more);
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

    private UseCases useCases(Ids ids, Executor workers) {
        InMemoryFriendStore friendStore = new InMemoryFriendStore(accounts);
        InMemoryPlaylists playlists = new InMemoryPlaylists();
        PlainPasswords passwords = new PlainPasswords();
        CommandParty commands = new CommandParty(
                parties, new InMemoryBackplane(workers), new Workplace(clock, workers, new ManualTimers(clock)));
        return new UseCases(
                new CreateParty(
                        parties,
                        accounts,
                        playlists,
                        new CreateParty.Supplies(ids, new SequentialCodes(1), passwords),
                        clock),
                new JoinParty(parties, accounts, new JoinParty.Admission(commands, ids, passwords, friends)),
                new ReadParty(parties, presence, friends),
                commands,
                new EditPlaylists(playlists, ids, clock),
                new SignInGuest(accounts, tokens, ids, clock),
                new MakeFriends(friendStore, accounts, clock),
                new ListFriends(friendStore),
                new UseCases.Inside(
                        new ChangeSettings(parties, passwords, commands),
                        new DeleteMessage(store, commands),
                        new ReadMessages(parties, store, friends),
                        new RecallChange(parties),
                        party -> Parties.LEAD),
                new UseCases.Overviews(
                        new ListParties(parties, this::friendsOf),
                        new ReadHistory(parties),
                        new StudyParty(parties, clock),
                        new StudyHost(parties)),
                new UseCases.Personal(
                        new ExportPersonalData(accounts, playlists, friendStore, parties),
                        new ErasePersonalData(parties, commands, playlists, accounts)));
    }

    /** Of the cast: friends in memory are made in pairs, and tell nobody of more. */
    private Set<UserId> friendsOf(UserId user) {
        return Stream.of(Parties.HOST, Parties.CO_HOST, Parties.VIEWER, Parties.STRANGER)
                .map(Participant::user)
                .filter(other -> friends.between(user, other) == Friendship.FRIEND)
                .collect(Collectors.toUnmodifiableSet());
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

    Answer command(Participant person, Made party, String json) {
        return post(party.path() + "/commands").as(person).body(json).send();
    }

    /** A playlist of {@code owner} that anybody may use: two clips of a minute, A and B. */
    JsonNode playlist(Participant owner) {
        return post("/api/v1/playlists")
                .as(owner)
                .body("{\"title\":\"Films\",\"visibility\":\"public\",\"items\":[" + clip("A") + "," + clip("B") + "]}")
                .send()
                .ok(201)
                .data();
    }

    static String clip(String title) {
        return "{\"title\":\"" + title + "\",\"url\":\"https://media.example/" + title
                + ".mp4\",\"kind\":\"mp4\",\"duration_ms\":60000}";
    }

    Party stored(Made party) {
        return parties.find(new PartyId(UUID.fromString(party.id()))).orElseThrow();
    }

    /** What people suggested in {@code party}. */
    List<String> suggestions(Made party) {
        return stored(party).proceedings().suggestions().stream()
                .map(suggestion -> suggestion.item().id().value().toString())
                .toList();
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
