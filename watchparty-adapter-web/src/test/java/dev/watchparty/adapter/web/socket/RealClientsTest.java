package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchparty.domain.party.MembershipCommand.End;
import dev.watchparty.domain.party.Parties;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients as people have them, against the whole server. The browser is tried with the page. */
class RealClientsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Two bytes of header, four of mask, eight of ours. */
    private static final int PONG_BYTES = 14;

    private final SocketServer server = new SocketServer();

    @SuppressWarnings("NullAway.Init")
    private Relay relay;

    @BeforeEach
    void begin() throws IOException {
        relay = new Relay(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        server.close();
    }

    /** A client that got in, by the newer protocol and without any extension, and has read its snapshot. */
    private RealClient connect(RealClient.Make make) throws Exception {
        URI address = URI.create("ws://127.0.0.1:" + relay.port() + SocketServer.path(Parties.PARTY));
        RealClient client = make.connect(address, SocketServer.carrier(server.token(Parties.HOST)));
        assertThat(client.agreement()).isEqualTo("watchparty.v2");
        assertThat(client.next("text")).startsWith("{\"type\":\"snapshot\"");
        return client;
    }

    @ParameterizedTest
    @EnumSource
    void a_command_in_fragments_is_done_and_acknowledged(RealClient.Make make) throws Exception {
        try (RealClient client = connect(make)) {
            String seek = SocketServer.frame("seek", ",\"position\":61.25,\"command_id\":\"\u00e4-1\"");
            int middle = seek.indexOf("61");

            client.sendInFragments(seek.substring(0, middle), seek.substring(middle));

            assertThat(client.nextText("\"ack\"")).contains("\"command_id\":\"\u00e4-1\"", "\"version\":11");
            assertThat(server.version().value()).isEqualTo(11);
        }
    }

    @ParameterizedTest
    @EnumSource
    void pings_are_answered_in_both_directions(RealClient.Make make) throws Exception {
        try (RealClient client = connect(make)) {
            client.ping("are you there?");
            assertThat(client.next("pong")).isEqualTo("are you there?");

            for (int round = 1; round <= 4; round++) {
                long before = relay.bytesFromClients();
                server.pass(Liveness.PING_INTERVAL);
                await().atMost(PATIENCE).until(() -> relay.bytesFromClients() >= before + PONG_BYTES);
                client.ping("heard?"); // By its answer, the pong before it was heard.
                client.next("pong");
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_party_that_ends_closes_with_a_code_and_a_reason(RealClient.Make make) throws Exception {
        try (RealClient client = connect(make)) {
            server.command(new End(Parties.HOST.user()));

            client.nextText("\"party-ended\"");
            assertThat(client.nextText("\"closing\"")).contains("\"reason\":\"party_ended\"");
            assertThat(client.next("closed")).isEqualTo("4004 party_ended");
            server.awaitConnections(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_client_that_closes_is_answered(RealClient.Make make) throws Exception {
        try (RealClient client = connect(make)) {
            client.closeInOrder();

            assertThat(client.next("closed")).startsWith("1000");
            server.awaitConnections(0);
        }
    }
}
