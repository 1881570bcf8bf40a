package dev.watchparty.lab.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on loopback that stands for a bad network between a client and a server: it delays, jitters and loses as
 * its {@link Link} says, and goes dark when it is told to. Bytes arrive unchanged and in order, as TCP has it; what a
 * lossy network costs there is time, and what is behind a lost segment waits with it. Safe for many threads.
 */
public final class BadNetwork implements AutoCloseable {

    /** Beyond so many at once, further connections are reset. */
    static final int CONNECTIONS_MAX = 256;

    private final ServerSocket entrance;
    private final InetSocketAddress server;
    private final Weather weather;
    private final SplittableRandom random;
    private final Set<Passage> passages = ConcurrentHashMap.newKeySet();
    private final Thread doorkeeper;

    private BadNetwork(ServerSocket entrance, InetSocketAddress server, Link link, long seed) {
        this.entrance = entrance;
        this.server = server;
        this.weather = new Weather(link);
        this.random = new SplittableRandom(seed);
        this.doorkeeper = new Thread(this::letIn, "bad-network-" + entrance.getLocalPort());
        doorkeeper.setDaemon(true);
    }

    /** Opens a network before a server; the same seed draws the same losses. */
    public static BadNetwork before(InetSocketAddress server, Link link, long seed) throws IOException {
        ServerSocket entrance = new ServerSocket(0, CONNECTIONS_MAX, InetAddress.getLoopbackAddress());
        BadNetwork network = new BadNetwork(entrance, server, link, seed);
        network.doorkeeper.start();
        return network;
    }

    /** Where clients connect to. */
    public InetSocketAddress address() {
        return new InetSocketAddress(entrance.getInetAddress(), entrance.getLocalPort());
    }

    public int port() {
        return entrance.getLocalPort();
    }

    public Link link() {
        return weather.link();
    }

    /** From now on the link is another; what is on its way already arrives when it would have. */
    public void change(Link link) {
        weather.change(link);
    }

    /**
     * Nothing passes for so long, and no connection opens or closes. After it TCP goes on as it does: what was lost is
     * sent again when its next time-out is over, which has doubled with each.
     */
    public void darken(Duration duration) {
        weather.darken(duration);
    }

    /** All connections are reset, and so are new ones for so long. */
    public void breakOff(Duration duration) {
        weather.breakOff(duration);
        passages.forEach(Passage::reset);
    }

    /** Ends an outage early. */
    public void clear() {
        weather.clear();
    }

    /** Connections that are open now. */
    public int connections() {
        return passages.size();
    }

    /** Resets all connections and lets nobody in any more. */
    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        passages.forEach(Passage::reset);
    }

    private void letIn() {
        while (!entrance.isClosed()) {
            try {
                letIn(entrance.accept());
            } catch (IOException closed) {
                // A client that went at once, or the network is closed: the loop sees.
            }
        }
    }

    private void letIn(Socket client) throws IOException {
        if (weather.isResetting() || passages.size() >= CONNECTIONS_MAX) {
            client.setSoLinger(/* on= */ true, 0);
            client.close();
            return;
        }
        Passage passage = new Passage(weather, random.split(), client, passages::remove);
        passages.add(passage);
        passage.open(server);
        if (entrance.isClosed()) {
            passage.reset();
        }
    }
}
