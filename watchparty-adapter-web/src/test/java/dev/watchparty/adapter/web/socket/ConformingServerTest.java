package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.adapter.web.socket.ConformanceCases.Case;
import dev.watchparty.domain.party.Parties;
import java.io.IOException;
import java.net.SocketException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the whole server answers to each case of {@link ConformanceCases}. Where the suite expects a message back, ours
 * is told once that it is no command; whoever broke no rule can close in order.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ConformingServerTest {

    private final SocketServer server = new SocketServer();

    static Stream<Case> cases() {
        return ConformanceCases.all();
    }

    @BeforeAll
    void keepThePartyLoaded() throws IOException {
        server.client(Parties.HOST);
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    /** A client that follows the party, and is told nothing any more unless it asks. */
    private RawSocket follower() throws IOException, InterruptedException {
        RawSocket client = server.oldClient(Parties.VIEWER);
        client.sendText(SocketServer.frame("sync-request", ""));
        client.next("sync");
        server.upToNow(client);
        return client;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void each_case_is_answered_as_it_should_be(Case given) throws Exception {
        try (RawSocket client = follower()) {
            send(client, given);
            RawSocket.Incoming frame = client.read();
            for (Heard heard : given.heard()) {
                if (heard instanceof Heard.Pong) continue;
                // Whoever breaks the protocol is not told everything before: the suite calls that not strict, and good.
                boolean isOverSooner = given.brokenWith() != 0 && frame.opcode() == RawSocket.CLOSE;
                if (isOverSooner) break;
                assertAnswered(frame, heard);
                if (frame.opcode() != RawSocket.CLOSE) frame = client.read();
            }
            assertThat(frame.opcode()).isEqualTo(RawSocket.CLOSE);
            assertThat(frame.closeCode()).isEqualTo(closeCode(given));
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    private static int closeCode(Case given) {
        if (given.brokenWith() != 0) return given.brokenWith();
        return lastOf(given) instanceof Heard.Close close ? close.code() : 1000;
    }

    private static Heard lastOf(Case given) {
        return given.heard().get(given.heard().size() - 1);
    }

    private static void send(RawSocket client, Case given) throws IOException {
        try {
            for (byte[] portion : given.portions()) {
                client.write(portion);
            }
            boolean isOpen = given.brokenWith() == 0 && !(lastOf(given) instanceof Heard.Close);
            if (isOpen) client.sendClose(1000);
        } catch (SocketException closed) {
            // The server had enough before the end, which the answers will show.
        }
    }

    private static void assertAnswered(RawSocket.Incoming answer, Heard heard) {
        if (heard instanceof Heard.Text) {
            assertThat(answer.json().path("code").asText()).isEqualTo("INVALID_COMMAND");
        } else if (heard instanceof Heard.Binary) {
            assertThat(answer.json().path("message").asText()).contains("binary");
        } else if (heard instanceof Heard.Ping ping) {
            assertThat(answer.opcode()).isEqualTo(RawSocket.PONG);
            assertThat(answer.payload()).isEqualTo(ping.payload().array());
        } else if (heard instanceof Heard.Close) {
            assertThat(answer.opcode()).isEqualTo(RawSocket.CLOSE);
        } else {
            throw new AssertionError(heard);
        }
    }
}
