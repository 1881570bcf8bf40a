package dev.watchparty.load.drive;

import dev.watchparty.load.measure.Ticker;
import dev.watchparty.load.socket.Connection;
import dev.watchparty.load.socket.ConnectionListener;
import dev.watchparty.load.socket.SocketLoop;
import dev.watchparty.load.socket.Upgrade;
import dev.watchparty.load.wire.Ticket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Members who come and go: one connects at each beat, and at each beat the one who has been there longest goes without
 * a word. On a thread of its own, so that reading the other members' messages is not late for its sake.
 */
public final class Churner implements AutoCloseable {

    private final SocketLoop loop;
    private final List<Ticket> tickets;
    private final String host;
    private final double perSecond;
    private final int staying;
    private final long beganNanos;
    private final Queue<Connection> open = new ArrayDeque<>();
    private long begun;
    private long dropped;
    private long lost;
    private String firstLoss = "";

    private Churner(InetSocketAddress server, List<Ticket> tickets, double perMinute, Ticker ticker)
            throws IOException {
        this.loop = new SocketLoop(server, ticker);
        this.tickets = List.copyOf(tickets);
        this.host = server.getHostString() + ":" + server.getPort();
        this.perSecond = perMinute / 60;
        this.staying = Math.max(1, tickets.size() / 2);
        this.beganNanos = ticker.nanos();
    }

    /** Begins. It goes on until closed. */
    public static Churner start(InetSocketAddress server, List<Ticket> tickets, double perMinute, Ticker ticker)
            throws IOException {
        Churner churner = new Churner(server, tickets, perMinute, ticker);
        churner.loop.everyTurn(churner::turn);
        churner.loop.start();
        return churner;
    }

    /** What became of it: how many have gone again, how many were lost before that or not let in, and why the first. */
    public record Figures(long dropped, long lost, String firstLoss) {}

    public Figures figures() {
        return loop.call(() -> new Figures(dropped, lost, firstLoss));
    }

    @Override
    public void close() {
        loop.close();
    }

    private void turn(long now) {
        long due = (long) ((now - beganNanos) / 1e9 * perSecond);
        for (; begun < due; begun++) {
            Ticket ticket = tickets.get((int) (begun % tickets.size()));
            loop.open(new Upgrade(host, ticket.path(), ticket.subprotocol(), begun), new Listener());
            if (open.size() > staying) {
                loop.drop(open.remove());
                dropped++;
            }
        }
    }

    private final class Listener implements ConnectionListener {

        @Override
        public void onOpen(Connection opened) {
            open.add(opened);
        }

        @Override
        public void onText(byte[] bytes, int from, int length, long readAtNanos) {}

        @Override
        public void onLost(Connection gone, String why) {
            open.remove(gone);
            loop.drop(gone);
            lost++;
            if (firstLoss.isEmpty()) {
                firstLoss = why;
            }
        }
    }
}
