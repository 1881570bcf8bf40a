package dev.watchparty.load.drive;

import dev.watchparty.load.measure.Ticker;
import dev.watchparty.load.socket.Connection;
import dev.watchparty.load.socket.ConnectionListener;
import dev.watchparty.load.socket.SocketLoop;
import dev.watchparty.load.socket.Upgrade;
import dev.watchparty.load.wire.MessageMemory;
import dev.watchparty.load.wire.PreparedParty;
import dev.watchparty.load.wire.ServerMessage;
import dev.watchparty.load.wire.SpamFrames;
import dev.watchparty.load.wire.Ticket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The last member of a party, who floods it over one more connection, and opens that again when it breaks. On a thread
 * of its own, so that reading the other members' messages is not late for its sake.
 */
public final class Spammer implements AutoCloseable {

    /** Frames between two looks at what the server says. */
    private static final int BURST_FRAMES_MAX = 256;

    private static final long REOPEN_NANOS = Duration.ofMillis(100).toNanos();

    private final SocketLoop loop;
    private final Ticker ticker;
    private final Upgrade upgrade;
    private final SpamFrames frames;
    private final double perSecond;
    private final MessageMemory memory = new MessageMemory();
    private final Map<String, Long> errors = new TreeMap<>();
    private final long beganNanos;
    private @Nullable Connection connection;
    private boolean isOpening;
    private long openAgainNanos;
    private long openedNanos;
    private long sentSinceOpened;
    private long sent;
    private long acks;
    private long losses;
    private String firstLoss = "";

    private Spammer(InetSocketAddress server, PreparedParty party, double perSecond, Ticker ticker) throws IOException {
        Ticket ticket = party.tickets().get(party.tickets().size() - 1);
        String host = server.getHostString() + ":" + server.getPort();
        this.loop = new SocketLoop(server, ticker);
        this.ticker = ticker;
        this.upgrade = new Upgrade(
                host, ticket.path(), ticket.subprotocol(), party.tickets().size());
        this.frames = new SpamFrames(party.id());
        this.perSecond = perSecond;
        this.beganNanos = ticker.nanos();
        this.openAgainNanos = beganNanos;
    }

    /**
     * Begins to flood. It goes on until closed.
     *
     * @param perSecond frames a second at most; 0 for as many as the server takes
     * @throws IllegalArgumentException if the server is not on loopback
     */
    public static Spammer start(InetSocketAddress server, PreparedParty party, double perSecond, Ticker ticker)
            throws IOException {
        Spammer spammer = new Spammer(server, party, perSecond, ticker);
        spammer.loop.everyTurn(spammer::turn);
        spammer.loop.start();
        return spammer;
    }

    public SpamFigures figures() {
        return loop.call(
                () -> new SpamFigures((ticker.nanos() - beganNanos) / 1e9, sent, acks, errors, losses, firstLoss));
    }

    @Override
    public void close() {
        loop.close();
    }

    private void turn(long now) {
        if (connection == null) {
            openAgain(now);
        } else {
            flood(connection, now);
        }
    }

    private void openAgain(long now) {
        if (isOpening || now - openAgainNanos < 0) return;
        isOpening = true;
        loop.open(upgrade, new Listener());
    }

    private void flood(Connection open, long now) {
        long due = perSecond == 0 ? Long.MAX_VALUE : (long) ((now - openedNanos) / 1e9 * perSecond);
        for (int burst = 0; burst < BURST_FRAMES_MAX && sentSinceOpened < due; burst++) {
            if (!open.isOpen() || open.isCongested()) return;
            open.send(frames.next());
            sent++;
            sentSinceOpened++;
        }
        if (sentSinceOpened < due) {
            loop.wakeUp(); // The socket takes more: the next turn comes at once.
        }
    }

    private final class Listener implements ConnectionListener {

        @Override
        public void onOpen(Connection opened) {
            connection = opened;
            isOpening = false;
            openedNanos = ticker.nanos();
            sentSinceOpened = 0;
        }

        @Override
        public void onText(byte[] bytes, int from, int length, long readAtNanos) {
            ServerMessage message = memory.read(bytes, from, length);
            switch (message.type()) {
                case "error" -> errors.merge(message.errorCode(), 1L, Long::sum);
                case "ack" -> acks++;
                default -> {} // What the party does is checked by others.
            }
        }

        @Override
        public void onLost(Connection lost, String why) {
            connection = null;
            isOpening = false;
            openAgainNanos = ticker.nanos() + REOPEN_NANOS;
            losses++;
            if (firstLoss.isEmpty()) {
                firstLoss = why;
            }
        }
    }
}
