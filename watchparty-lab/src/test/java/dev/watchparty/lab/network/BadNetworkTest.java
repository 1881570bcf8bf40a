package dev.watchparty.lab.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchparty.lab.network.Link.Spread;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real sockets. How long something takes at least can be asserted on a busy machine; how long at most cannot. */
@Timeout(60)
class BadNetworkTest {

    private static final long SEED = 7;
    private static final Duration JITTER = Duration.ofMillis(5);

    private EchoServer server;

    @BeforeEach
    void start() throws IOException {
        server = new EchoServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void brings_all_bytes_unchanged_and_in_order() throws Exception {
        byte[] sent = new byte[3 * 1024 * 1024];
        new Random(SEED).nextBytes(sent);
        Link link = new Link(Duration.ofMillis(2), JITTER, Spread.EXPONENTIAL, 0.001);
        try (BadNetwork network = open(link);
                Socket client = connect(network)) {
            Thread sender = new Thread(() -> {
                try {
                    client.getOutputStream().write(sent);
                    client.shutdownOutput();
                } catch (IOException failure) {
                    throw new AssertionError(failure);
                }
            });
            sender.start();

            byte[] heard = client.getInputStream().readAllBytes();

            assertThat(heard).isEqualTo(sent);
            sender.join();
        }
    }

    @Test
    void takes_a_round_trip_to_open_and_one_more_to_answer() throws Exception {
        Duration roundTrip = Duration.ofMillis(100);
        try (BadNetwork network = open(Link.of(roundTrip));
                Socket client = connect(network)) {
            assertThat(exchange(client)).isGreaterThanOrEqualTo(roundTrip.multipliedBy(2));
            assertThat(exchange(client)).isGreaterThanOrEqualTo(roundTrip);
        }
    }

    @Test
    void can_be_changed_while_it_runs() throws Exception {
        try (BadNetwork network = open(Link.PERFECT);
                Socket client = connect(network)) {
            exchange(client);
            network.change(Link.of(Duration.ofMillis(150)));

            assertThat(exchange(client)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        }
    }

    @Test
    void lets_nothing_pass_in_the_dark_and_everything_after_it() throws Exception {
        Duration dark = Duration.ofMillis(300);
        try (BadNetwork network = open(Link.PERFECT);
                Socket client = connect(network)) {
            exchange(client);
            long beganNanos = System.nanoTime();
            network.darken(dark);

            exchange(client);
            assertThat(since(beganNanos)).isGreaterThanOrEqualTo(dark);
        }
    }

    @Test
    void opens_no_connection_in_the_dark() throws Exception {
        Duration dark = Duration.ofMillis(300);
        try (BadNetwork network = open(Link.PERFECT)) {
            long beganNanos = System.nanoTime();
            network.darken(dark);
            try (Socket client = connect(network)) {
                exchange(client);
            }
            // The first packet is tried again after a second.
            assertThat(since(beganNanos)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void resets_old_and_new_connections_while_it_is_broken_off() throws Exception {
        try (BadNetwork network = open(Link.PERFECT);
                Socket client = connect(network)) {
            exchange(client);
            network.breakOff(Duration.ofMinutes(1));

            assertThatThrownBy(() -> exchange(client)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> {
                        try (Socket another = connect(network)) {
                            exchange(another);
                        }
                    })
                    .isInstanceOf(IOException.class);

            network.clear();
            try (Socket another = connect(network)) {
                exchange(another);
            }
        }
    }

    @Test
    void passes_the_end_on() throws Exception {
        try (BadNetwork network = open(Link.PERFECT);
                Socket client = connect(network)) {
            client.getOutputStream().write(new byte[] {1, 2});
            client.shutdownOutput();

            assertThat(client.getInputStream().readAllBytes()).containsExactly(1, 2);
            while (network.connections() > 0) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void resets_everybody_and_lets_nobody_in_once_closed() throws Exception {
        BadNetwork network = open(Link.PERFECT);
        try (Socket client = connect(network)) {
            exchange(client);
            network.close();

            assertThatThrownBy(() -> exchange(client)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> connect(network)).isInstanceOf(IOException.class);
            assertThat(network.connections()).isZero();
        }
    }

    @Test
    void resets_a_client_whose_server_is_not_there() throws Exception {
        server.close();
        try (BadNetwork network = open(Link.PERFECT);
                Socket client = connect(network)) {
            assertThatThrownBy(() -> exchange(client)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void keeps_connections_up_to_its_limit_and_resets_what_is_beyond() throws Exception {
        try (BadNetwork network = open(Link.PERFECT)) {
            Socket[] clients = new Socket[BadNetwork.CONNECTIONS_MAX];
            for (int number = 0; number < clients.length; number++) {
                clients[number] = connect(network);
                exchange(clients[number]);
            }
            try (Socket beyond = connect(network)) {
                assertThatThrownBy(() -> exchange(beyond)).isInstanceOf(IOException.class);
            }
            exchange(clients[clients.length - 1]);
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    private BadNetwork open(Link link) throws IOException {
        return BadNetwork.before(server.address(), link, SEED);
    }

    private static Socket connect(BadNetwork network) throws IOException {
        Socket client = new Socket(network.address().getAddress(), network.port());
        client.setTcpNoDelay(/* on= */ true);
        client.setSoTimeout((int) TimeUnit.SECONDS.toMillis(30));
        return client;
    }

    /** A byte there and back. */
    private static Duration exchange(Socket client) throws IOException {
        long beganNanos = System.nanoTime();
        client.getOutputStream().write(42);
        assertThat(new DataInputStream(client.getInputStream()).readByte()).isEqualTo((byte) 42);
        return since(beganNanos);
    }

    private static Duration since(long beganNanos) {
        return Duration.ofNanos(System.nanoTime() - beganNanos);
    }
}
