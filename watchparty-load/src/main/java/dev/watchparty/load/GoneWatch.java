package dev.watchparty.load;

import dev.watchparty.load.drive.StalledPeer;
import dev.watchparty.load.machine.ServerSockets;
import dev.watchparty.load.measure.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Looks, several times a second, whom a server has given up, on a thread of its own. Safe for many threads. */
final class GoneWatch implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final int serverPort;
    private final List<StalledPeer> peers;
    private final Ticker ticker;
    private final Map<Integer, Long> goneNanosByPort = new ConcurrentHashMap<>();
    private volatile boolean isOver;

    private GoneWatch(int serverPort, List<StalledPeer> peers, Ticker ticker) {
        this.serverPort = serverPort;
        this.peers = List.copyOf(peers);
        this.ticker = ticker;
    }

    static GoneWatch start(int serverPort, List<StalledPeer> peers, Ticker ticker) {
        GoneWatch watch = new GoneWatch(serverPort, peers, ticker);
        Thread thread = new Thread(watch::run, "gone");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    /** How long the server bore {@code peer}; nothing, if it still does. */
    OptionalDouble secondsUntilGone(StalledPeer peer) {
        Long gone = goneNanosByPort.get(peer.localPort());
        return gone == null ? OptionalDouble.empty() : OptionalDouble.of((gone - peer.beganNanos()) / 1e9);
    }

    @Override
    public void close() {
        isOver = true;
    }

    private void run() {
        while (!isOver) {
            Set<Integer> there = ServerSockets.clientsOf(serverPort);
            for (StalledPeer peer : peers) {
                if (!there.contains(peer.localPort())) {
                    goneNanosByPort.putIfAbsent(peer.localPort(), ticker.nanos());
                }
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
