package dev.watchparty.load.drive;

import dev.watchparty.load.drive.PhaseFigures.AckFigures;
import dev.watchparty.load.measure.Faults;
import dev.watchparty.load.measure.LatencyFigures;
import dev.watchparty.load.measure.Ticker;
import dev.watchparty.load.measure.Timetable;
import dev.watchparty.load.socket.SocketLoop;
import dev.watchparty.load.socket.Upgrade;
import dev.watchparty.load.wire.HostAction;
import dev.watchparty.load.wire.PreparedParty;
import dev.watchparty.load.wire.Ticket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One run: connections to parties that are prepared, then phases in which their hosts act. Its methods block until
 * done, and belong to one thread; what they start happens on the loop's.
 */
public final class LoadRun implements AutoCloseable {

    /** Whether the server answers commands with acks; the floor does not. */
    public enum Acks {
        EXPECTED,
        /** Expected, but others have their part in the versions, so that these may have gaps. */
        AMONG_OTHERS,
        NONE
    }

    /** Who does what, and what is to be expected of the server. */
    public record Plan(List<PreparedParty> parties, HostAction action, Acks acks) {

        public Plan {
            parties = List.copyOf(parties);
        }
    }

    /** Nothing for so long after the last command means that the rest is lost. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();

    private static final long CHECK_NANOS = Duration.ofMillis(5).toNanos();
    private static final Duration PROGRESS = Duration.ofSeconds(1);

    private final SocketLoop loop;
    private final Ticker ticker;
    private final Acks acks;
    private final String host;
    private final Consumer<String> progress;
    private final Tally tally = new Tally();
    private final Attendance attendance = new Attendance();
    private final List<PartyLoad> parties = new ArrayList<>();
    private final List<Ticket> tickets = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private int opened;
    private Pace pace;
    private @Nullable Waiting waiting;
    private long checkedNanos;

    /** Somebody waits for something to become true on the loop. */
    private record Waiting(LongPredicate condition, CompletableFuture<Void> fulfilled) {}

    /**
     * @param progress told one line a second
     * @throws IllegalArgumentException if the server is not on loopback
     */
    public LoadRun(InetSocketAddress server, Plan plan, Ticker ticker, Consumer<String> progress) throws IOException {
        this.loop = new SocketLoop(server, ticker);
        this.ticker = ticker;
        this.acks = plan.acks();
        this.host = server.getHostString() + ":" + server.getPort();
        this.progress = progress;
        this.pace = new ClosedLoop(Duration.ZERO, tally);
        for (PreparedParty party : plan.parties()) {
            PartyLoad load = new PartyLoad(party, plan.action(), tally, attendance);
            parties.add(load);
            members.addAll(load.members());
            tickets.addAll(party.tickets());
        }
        loop.everyTurn(this::turn);
        loop.start();
    }

    /**
     * Opens connections, in the parties' order, until {@code total} have been opened in all.
     *
     * @throws IOException if one breaks, or they are not open in time
     */
    public void connect(int total, Duration limit) throws IOException {
        for (; opened < total; opened++) {
            Ticket ticket = tickets.get(opened);
            loop.open(new Upgrade(host, ticket.path(), ticket.subprotocol(), opened), members.get(opened));
        }
        long deadline = ticker.nanos() + limit.toNanos();
        await("connecting", now -> attendance.connected == total || attendance.lost > 0 || now - deadline > 0);
        int connected = loop.call(() -> attendance.connected);
        int lost = loop.call(() -> attendance.lost);
        if (connected < total || lost > 0) {
            throw new IOException(connected + " of " + total + " connections were opened" + firstLoss());
        }
    }

    /** Waits until no message has come for {@code quiet}, but no longer than {@code limit}. */
    public void settle(Duration quiet, Duration limit) {
        long begin = ticker.nanos();
        await("settling", now -> {
            long silentSince = Math.max(begin, attendance.lastMessageNanos);
            return now - silentSince > quiet.toNanos() || now - begin > limit.toNanos();
        });
    }

    /** Does nothing but keep the connections open. */
    public void hold(Duration length) {
        long end = ticker.nanos() + length.toNanos();
        await("holding", now -> now - end >= 0);
    }

    /** Commands on a timetable, {@code perSecond} in all parties together. */
    public PhaseFigures openLoop(Duration length, double perSecond) {
        return phase("open loop", new OpenLoop(length, perSecond, tally, this::startMetronome));
    }

    /** A command in each party as soon as the last member has heard of the previous one. */
    public PhaseFigures closedLoop(Duration length) {
        return phase("closed loop", new ClosedLoop(length, tally));
    }

    /** Keeps the latencies of each party apart too, from the next phase on. */
    public void keepPartiesApart() {
        loop.execute(() -> parties.forEach(PartyLoad::keepOwnLatencies));
    }

    /** Of each party in the latest phase, in the plan's order. */
    public List<LatencyFigures> latenciesOfEach() {
        return loop.call(() -> parties.stream().map(PartyLoad::ownLatencies).toList());
    }

    /** A sentence's end about connections that broke; empty if none did. */
    public String firstLoss() {
        return loop.call(() -> attendance.lost == 0
                ? ""
                : ": " + attendance.lost + " broke, the first because " + attendance.firstLoss);
    }

    @Override
    public void close() {
        loop.close();
    }

    private PhaseFigures phase(String name, Pace next) {
        long begin = loop.call(() -> {
            long now = ticker.nanos();
            tally.restart(now);
            parties.forEach(party -> party.restart(next::allHaveLatest));
            pace = next;
            next.begin(parties, now);
            return now;
        });
        await(name, now -> next.hasEnded(now) && hasDrained(now));
        return loop.call(() -> figures(begin));
    }

    private void startMetronome(Timetable timetable) {
        new Metronome(timetable, ticker, loop::wakeUp).start();
    }

    /** Runs on the loop's thread. */
    private void turn(long now) {
        pace.turn(now);
        if (waiting == null || now - checkedNanos < CHECK_NANOS) return;
        checkedNanos = now;
        if (waiting.condition().test(now)) {
            waiting.fulfilled().complete(null);
            waiting = null;
        }
    }

    private boolean hasDrained(long now) {
        boolean acked = acks == Acks.NONE || tally.acks >= tally.commands;
        if (acked && parties.stream().allMatch(PartyLoad::hasAllArrived)) return true;
        long lastCommand =
                parties.stream().mapToLong(PartyLoad::lastCommandNanos).max().orElse(now);
        // Only what is waited for: others may go on talking.
        long lastHeard = Math.max(tally.lastArrivalNanos, tally.lastAckNanos);
        return now - Math.max(lastCommand, lastHeard) > PATIENCE_NANOS;
    }

    private PhaseFigures figures(long begin) {
        Faults faults = parties.stream().map(PartyLoad::faults).reduce(Faults.NONE, Faults::plus);
        AckFigures ackFigures = new AckFigures(
                tally.ackLatencies.figures(),
                acks == Acks.NONE ? 0 : sum(CommandLog::lostAcks),
                tally.doubledAcks,
                acks == Acks.AMONG_OTHERS ? 0 : sum(CommandLog::versionGaps),
                sum(CommandLog::ackedButNotTold) + tally.differingVersions);
        return new PhaseFigures(
                (tally.lastArrivalNanos - begin) / 1e9,
                tally.commands,
                tally.deliveries,
                tally.latencies.figures(),
                faults.plus(new Faults(0, tally.fallenVersions, 0)),
                ackFigures,
                tally.errors,
                tally.firstError,
                tally.stalls,
                tally.sendLagMaxNanos / 1e3,
                tally.otherMessages);
    }

    private long sum(ToLongFunction<CommandLog> count) {
        return parties.stream().map(PartyLoad::log).mapToLong(count).sum();
    }

    private void await(String name, LongPredicate condition) {
        CompletableFuture<Void> fulfilled = new CompletableFuture<>();
        loop.execute(() -> waiting = new Waiting(condition, fulfilled));
        long deliveriesBefore = 0;
        for (long second = 1; ; second++) {
            try {
                fulfilled.get(PROGRESS.toNanos(), TimeUnit.NANOSECONDS);
                return;
            } catch (TimeoutException notYet) {
                long deliveries = loop.call(() -> tally.deliveries);
                long before = deliveriesBefore;
                long elapsed = second;
                progress.accept(loop.call(() -> line(name, elapsed, deliveries - before)));
                deliveriesBefore = deliveries;
            } catch (ExecutionException impossible) {
                throw new AssertionError("it is only ever fulfilled", impossible);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while " + name, interrupted);
            }
        }
    }

    private String line(String name, long second, long deliveries) {
        Faults faults = parties.stream().map(PartyLoad::faultsSoFar).reduce(Faults.NONE, Faults::plus);
        return String.format(
                "%s %d s: %d connections, %d broken, %d deliveries/s, %d acks, p99 %.1f ms, lost %d, reordered %d, errors %d",
                name,
                second,
                attendance.connected,
                attendance.lost,
                deliveries,
                tally.acks,
                tally.latencies.figures().p99Micros() / 1e3,
                faults.lost(),
                faults.reordered() + tally.fallenVersions,
                tally.errors);
    }
}
