package dev.watchparty.load;

import dev.watchparty.load.machine.Command;
import dev.watchparty.load.machine.Pinning;
import dev.watchparty.load.machine.ProcessTree;
import dev.watchparty.load.machine.ServerProcesses;
import dev.watchparty.load.machine.StartedServer;
import dev.watchparty.load.measure.Ticker;
import dev.watchparty.load.wire.PartyApi;
import dev.watchparty.load.wire.TokenSigner;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server of this project on loopback, running already or started here. */
final class ServerUnderLoad implements AutoCloseable {

    private static final int HTTP_PORT = 80;
    private static final Duration START_MAX = Duration.ofMinutes(3);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private final URI url;
    private final String secret;
    private final List<Long> pids;
    private final @Nullable StartedServer started;

    private ServerUnderLoad(URI url, String secret, List<Long> pids, @Nullable StartedServer started) {
        this.url = url;
        this.secret = secret;
        this.pids = List.copyOf(pids);
        this.started = started;
    }

    static ServerUnderLoad running(URI url, String secret, List<Long> pids) {
        address(url);
        return new ServerUnderLoad(url, secret, pids, null);
    }

    static ServerUnderLoad started(StartedEnvironment environment, String command, Pinning pinning) throws IOException {
        address(environment.url());
        StartedServer server = StartedServer.shell(command, environment.variables(), pinning);
        try {
            awaitReady(environment.url().resolve("/health/ready"), server);
        } catch (IOException notReady) {
            server.close();
            throw notReady;
        }
        return new ServerUnderLoad(environment.url(), environment.secret(), List.of(server.pid()), server);
    }

    InetSocketAddress address() {
        return address(url);
    }

    /** With the database that it uses at this moment. */
    ServerProcesses processes() {
        return ServerProcesses.withWhatTheyUse(pids);
    }

    PartyApi api() {
        return new PartyApi(url, new TokenSigner(secret, InstantSource.system().instant()));
    }

    /** Lets every Java virtual machine of the server collect its garbage, so that memory is what is needed. */
    void collectGarbage() throws IOException {
        for (long pid : ProcessTree.of(pids).javaPids()) {
            Command.run(List.of(Command.jcmd(), Long.toString(pid), "GC.run"));
        }
    }

    @Override
    public void close() {
        if (started != null) {
            started.close();
        }
    }

    /**
     * Where the server listens.
     *
     * @throws IllegalArgumentException unless it is an address of this machine's loopback
     */
    private static InetSocketAddress address(URI url) {
        if (!"http".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("--url takes http://HOST:PORT, not " + url);
        }
        InetAddress host = Stream.of(addresses(url.getHost()))
                .filter(Inet4Address.class::isInstance)
                .filter(InetAddress::isLoopbackAddress)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "only loopback addresses are put under load, and this is none: " + url));
        return new InetSocketAddress(host, url.getPort() < 0 ? HTTP_PORT : url.getPort());
    }

    private static InetAddress[] addresses(String host) {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("there is no host " + host, unknown);
        }
    }

    private static void awaitReady(URI health, StartedServer server) throws IOException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest question =
                HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
        Ticker ticker = Ticker.system();
        long begin = ticker.nanos();
        while (!isReady(client, question)) {
            if (!server.isAlive()) {
                throw new IOException("the command of --start ended before the server was ready");
            }
            if (ticker.nanos() - begin > START_MAX.toNanos()) {
                throw new IOException("the server was not ready after " + START_MAX.toSeconds() + " s");
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
    }

    private static boolean isReady(HttpClient client, HttpRequest question) {
        try {
            return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
