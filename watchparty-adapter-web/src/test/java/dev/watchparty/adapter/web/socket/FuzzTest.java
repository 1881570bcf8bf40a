package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.Parties;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Position;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Everybody in one party sends thousands of frames that no honest client would, and a stranger as many requests, while
 * another party plays on. Replay a failure by its seed.
 */
class FuzzTest {

    private static final int FRAMES_EACH = 2_500;
    private static final int REQUESTS = 300;
    private static final int ROUNDS_MIN = 100;
    private static final PartyId OTHER_PARTY = new PartyId(new UUID(7, 7));

    private final SocketServer server = new SocketServer();
    private final ExecutorService attackers = Executors.newFixedThreadPool(4);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 4);
    }

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
        server.store.create(Parties.named(Parties.pausedAt(Position.START), OTHER_PARTY, new InviteCode("ABCDEF")));
    }

    @AfterEach
    void stop() throws IOException {
        root.detachAppender(log);
        attackers.shutdownNow();
        server.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_party_under_attack_harms_nobody(long seed) throws Exception {
        RawSocket host = server.client(OTHER_PARTY, Parties.HOST);
        List<RawSocket> members =
                List.of(host, server.client(OTHER_PARTY, Parties.CO_HOST), server.client(OTHER_PARTY, Parties.VIEWER));
        List<Future<Integer>> attacks = List.of(
                attackers.submit(attack(Parties.HOST, new MutantFrames(seed))),
                attackers.submit(attack(Parties.CO_HOST, new MutantFrames(seed + 100))),
                attackers.submit(attack(Parties.VIEWER, new MutantFrames(seed + 200))),
                attackers.submit(requests(new MutantFrames(seed + 300))));

        int round = 0;
        while (round < ROUNDS_MIN || !attacks.stream().allMatch(Future::isDone)) {
            playOn(members, ++round);
            if (round % 10 == 0) server.pass(Duration.ofMillis(100), members.toArray(RawSocket[]::new));
        }

        for (Future<Integer> attack : attacks) {
            assertThat(attack.get()).isIn(FRAMES_EACH, REQUESTS);
        }
        assertThat(server.meters.counter("watchparty.frames.malformed").count()).isGreaterThan(FRAMES_EACH / 2.0);
        assertHealthy();
        assertThat(log.list.stream().filter(FuzzTest::isComplaint))
                .as("what the server complained about")
                .isEmpty();
        server.awaitConnections(members.size());
    }

    private static boolean isComplaint(ILoggingEvent event) {
        // Jetty has a line for every Host header that is none.
        boolean isAboutHost = event.getMessage().startsWith("Bad Authority")
                || event.getMessage().startsWith("Bad port");
        return event.getLevel().isGreaterOrEqual(Level.WARN) && !isAboutHost;
    }

    /** One more event in the party that nobody attacks: its members see it, and nothing was lost before. */
    private static void playOn(List<RawSocket> members, int round) throws IOException {
        String id = "b" + round;
        members.get(0)
                .sendText("{\"type\":\"seek\",\"party_id\":\"" + OTHER_PARTY.value() + "\",\"command_id\":\"" + id
                        + "\",\"position\":" + round % 7_000 + "}");
        for (RawSocket member : members) {
            JsonNode seek = member.next("seek");
            assertThat(seek.path("version").asInt()).isEqualTo(10 + round);
            assertThat(seek.path("position").asInt()).isEqualTo(round % 7_000);
        }
    }

    private Callable<Integer> attack(Participant role, MutantFrames frames) {
        return () -> {
            int sent = 0;
            while (sent < FRAMES_EACH) {
                try (RawSocket client = RawSocket.open(
                        server.port(), SocketServer.path(Parties.PARTY), SocketServer.bearer(server.token(role)))) {
                    sent = sendWhileOpen(client, frames, sent);
                }
            }
            return sent;
        };
    }

    private static int sendWhileOpen(RawSocket client, MutantFrames frames, int before) {
        int sent = before;
        try {
            while (client.isOpen() && sent < FRAMES_EACH) {
                sent++;
                if (frames.sendNext(client) == MutantFrames.Effect.OUT_OF_STEP) return sent;
                client.beHeard(); // Or all the rest is sent before the server has even seen this one.
                client.forgetStash();
            }
        } catch (SocketTimeoutException deaf) {
            throw new AssertionError("the server does not answer any more", deaf);
        } catch (IOException closed) {
            assertThat(client.closeCode()).as("a failure of the server's own").isNotEqualTo(1011);
            return sent; // The server had enough of it; there are more connections.
        }
        return sent;
    }

    private Callable<Integer> requests(MutantFrames frames) {
        List<String> request = RawSocket.request(
                SocketServer.path(Parties.PARTY),
                SocketServer.bearer(server.token(Parties.STRANGER)),
                "Sec-WebSocket-Protocol: watchparty.v2",
                "Origin: " + SocketServer.ORIGIN);
        return () -> {
            for (int sent = 1; sent <= REQUESTS; sent++) {
                RawSocket.sendAndReset(server.port(), frames.nextRequest(request));
            }
            return REQUESTS;
        };
    }

    /** The party that was attacked is none the worse for it. */
    private void assertHealthy() throws Exception {
        List<RawSocket> fresh = new ArrayList<>();
        for (Participant participant : List.of(Parties.HOST, Parties.CO_HOST, Parties.VIEWER)) {
            fresh.add(server.client(participant));
        }
        server.workers.awaitIdle(); // Whoever was away has arrived by then.
        fresh.get(0).sendText(SocketServer.frame("seek", ",\"position\":1234,\"command_id\":\"healthy\""));
        for (RawSocket client : fresh) {
            JsonNode seek = client.next("seek");
            while (seek.path("position").asInt() != 1234) {
                seek = client.next("seek");
            }
            assertThat(seek.path("version").asLong()).isEqualTo(server.version().value());
        }
        for (RawSocket client : fresh) {
            client.close();
        }
        List<RecordedEvent> history = server.store.eventsAfter(Parties.PARTY, new Version(10), Integer.MAX_VALUE);
        assertThat(history.stream().map(event -> event.version().value()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(11, server.version().value())
                                .boxed()
                                .toList());
    }
}
