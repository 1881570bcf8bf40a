package dev.watchparty.adapter.web.socket;

import dev.watchparty.adapter.web.wire.ServerFrames;
import dev.watchparty.application.party.Opening;
import dev.watchparty.application.port.Identity;
import dev.watchparty.domain.party.PartyId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket connection of our own (RFC 6455) on Jetty's end point: a frame that was made once goes to the socket
 * without being wrapped, queued or copied again. Pings go out and are answered, and a client is read no faster than its
 * commands are done.
 *
 * <p>Reading is done by one thread at a time: the selector's, or, after a pause, one of the executor's. The methods of
 * {@link PartyConnection.Line} are safe for many threads. Nothing blocks.
 */
final class SocketLine extends AbstractConnection.NonBlocking implements Connection.UpgradeTo, PartyConnection.Line {

    /** A longer message closes the connection with 1009. */
    static final int MESSAGE_BYTES_MAX = 64 * 1024;

    /** So many commands of one connection are under way at most; until one is done, no more is read. */
    static final int COMMANDS_UNDER_WAY_MAX = 32;

    /** Whoever broke the protocol and sends on, although it was told so, is hung up on after this much. */
    static final int DROPPED_BYTES_MAX = 1024 * 1024;

    /** So much of one connection is read on the selector's thread in one go, about a millisecond's work. */
    static final int SELECTOR_BYTES_MAX = 64 * 1024;

    private static final int SERVER_FAILED = 1011;
    private static final Logger LOG = LoggerFactory.getLogger(SocketLine.class);

    /** What a thread reads into, whichever connection it reads: an idle connection holds no buffer. */
    private static final ThreadLocal<ByteBuffer> INPUT = ThreadLocal.withInitial(() -> BufferUtil.allocate(16 * 1024));

    /** Where reading stands when it may not go on at once. */
    private enum Reading {
        UNDER_WAY,
        PAUSED,
        /** It may go on, which was said before it had stopped. */
        RESUMED_BEFORE_PAUSED
    }

    private final SocketWorld world;
    private final PartyConnection connection;
    private final Opening opening;
    private final Owner owner;
    private final FrameReader reader = new FrameReader(MESSAGE_BYTES_MAX);
    private final Outbox outbox;
    private final Ending ending;
    private final Liveness liveness;
    private final FrameQuota quota;
    private final AtomicInteger credits = new AtomicInteger(COMMANDS_UNDER_WAY_MAX);
    private final AtomicReference<Reading> reading = new AtomicReference<>(Reading.UNDER_WAY);
    private final AtomicBoolean isGone = new AtomicBoolean();

    /** When what was read last came; confined to the reading thread, as are the two after it. */
    private Instant filledAt = Instant.MIN;

    /** What came and was not looked at yet. */
    private byte @Nullable [] rest;

    private int droppedBytes;

    /** A participant's way into a party: who they are, and what they are told first. */
    record Entrance(PartyId party, Identity identity, Opening opening) {}

    /** Who looks after lines while they are open. */
    interface Owner {

        void opened(SocketLine line);

        void closed(SocketLine line);
    }

    SocketLine(
            EndPoint endPoint,
            Executor executor,
            Entrance entrance,
            SocketWorld world,
            SocketMeters meters,
            Owner owner) {
        super(endPoint, executor);
        this.world = world;
        this.opening = entrance.opening();
        this.owner = owner;
        this.outbox = new Outbox(EndPointWire.of(endPoint), this::giveUp);
        this.ending = new Ending(endPoint, outbox, world.workplace().timers());
        this.liveness = new Liveness(nanos());
        this.quota = new FrameQuota(nanos());
        this.connection = new PartyConnection(entrance.party(), entrance.identity(), world, meters, this);
    }

    PartyConnection connection() {
        return connection;
    }

    private long nanos() {
        return world.ticking().nanos().getAsLong();
    }

    /** Takes what came right behind the upgrade request. */
    @Override
    public void onUpgradeTo(ByteBuffer early) {
        filledAt = world.ticking().fine().instant();
        rest = BufferUtil.toArray(early);
    }

    @Override
    public void onOpen() {
        super.onOpen();
        getEndPoint().setIdleTimeout(0); // We ping, and count the silence ourselves.
        owner.opened(this);
        connection.opened(opening);
        read();
    }

    /** On the selector's thread, which so wakes nobody; what would keep it from others is read elsewhere. */
    @Override
    public void onFillable() {
        read(/* bytesMax= */ SELECTOR_BYTES_MAX);
    }

    /** The end point is closed, by whomever. */
    @Override
    public void onClose(@Nullable Throwable cause) {
        super.onClose(cause);
        if (isGone.getAndSet(true)) return;
        connection.closed();
        owner.closed(this);
    }

    private void read() {
        read(Integer.MAX_VALUE);
    }

    private void read(int bytesMax) {
        try {
            readOn(bytesMax);
        } catch (BrokenProtocolException broken) {
            fail(broken.code(), broken.reason());
        } catch (IOException lost) {
            getEndPoint().close(lost);
        } catch (RuntimeException failure) { // Nobody else would ever say so, or read on.
            LOG.error("a frame could not be handled", failure);
            fail(SERVER_FAILED, "the server failed");
        }
    }

    /** @param bytesMax after about so many, another thread reads on */
    private void readOn(int bytesMax) throws IOException, BrokenProtocolException {
        ByteBuffer in = INPUT.get();
        BufferUtil.clear(in);
        byte[] before = rest;
        rest = null;
        if (before != null) in = ByteBuffer.wrap(before);
        int bytesLeft = bytesMax;
        boolean isDrained = false;
        while (true) {
            Heard heard = ending.doWeListen() ? reader.next(in) : drop(in);
            if (heard != null) {
                if (mayGoOn(heard)) continue;
                rest = BufferUtil.toArray(in);
                if (reading.compareAndSet(Reading.UNDER_WAY, Reading.PAUSED)) return;
                reading.set(Reading.UNDER_WAY);
                in = ByteBuffer.wrap(rest);
                rest = null;
                continue;
            }
            if (isDrained || bytesLeft <= 0) {
                leaveOff(isDrained);
                return;
            }
            in = INPUT.get();
            BufferUtil.clear(in);
            int filled = getEndPoint().fill(in);
            if (filled < 0) getEndPoint().close();
            if (filled == 0) fillInterested();
            if (filled <= 0) return;
            if (ending.doWeListen()) filledAt = world.ticking().fine().instant();
            bytesLeft -= filled;
            isDrained = filled < in.capacity(); // If not quite, the selector tells at once.
        }
    }

    private void leaveOff(boolean isDrained) {
        if (isDrained) {
            fillInterested();
        } else {
            getExecutor().execute(this::read);
        }
    }

    private @Nullable Heard drop(ByteBuffer in) {
        droppedBytes += in.remaining();
        BufferUtil.clear(in);
        if (droppedBytes > DROPPED_BYTES_MAX) ending.hangUp();
        return null;
    }

    /** Whether more may be read at once; if not, {@link #resume} will be called, or was. */
    private boolean mayGoOn(Heard heard) {
        long nowNanos = nanos();
        liveness.heard(nowNanos);
        if (heard instanceof Heard.Text text) return mayGoOnAfter(text) && isWithinAllowance();
        if (heard instanceof Heard.Binary) return mayGoOnAfterBinary() && isWithinAllowance();
        if (heard instanceof Heard.Ping ping) return mayGoOnAfter(ping);
        if (heard instanceof Heard.Pong pong) liveness.ponged(pong.payload(), nowNanos);
        if (heard instanceof Heard.Close close) ending.heard(close);
        return isWithinAllowance();
    }

    private boolean mayGoOnAfter(Heard.Text message) {
        boolean isMoreWelcome = credits.decrementAndGet() > 0;
        connection.received(message.utf8(), filledAt, this::done);
        return isMoreWelcome;
    }

    private boolean mayGoOnAfterBinary() {
        boolean isMoreWelcome = credits.decrementAndGet() > 0;
        connection.receivedBinary(this::done);
        return isMoreWelcome;
    }

    /** A command is done: if reading had stopped for want of credit, it goes on. */
    private void done() {
        if (credits.incrementAndGet() == 1) resume();
    }

    /** One pong at a time: who does not read them is not read either. */
    private boolean mayGoOnAfter(Heard.Ping ping) {
        boolean isWithinAllowance = isWithinAllowance();
        if (!ending.mayWeSpeak()) return isWithinAllowance;
        ByteBuffer pong = ServerFrames.pong(BufferUtil.toArray(ping.payload()));
        outbox.write(pong, isWithinAllowance ? this::resume : () -> {}); // Else a timer resumes.
        return false;
    }

    private boolean isWithinAllowance() {
        Duration untilNext = quota.take(nanos());
        if (untilNext.isZero()) return true;
        world.workplace().timers().after(untilNext, this::resume);
        return false;
    }

    private void resume() {
        if (reading.compareAndSet(Reading.UNDER_WAY, Reading.RESUMED_BEFORE_PAUSED)) return;
        liveness.heard(nanos()); // While nobody listened to it, it was not silent.
        reading.set(Reading.UNDER_WAY);
        getExecutor().execute(this::read);
    }

    /** Says why, and no more; then reads on for a while, or the client might not read it. */
    private void fail(int code, String reason) {
        ending.fail(code, reason);
        try {
            readOn(Integer.MAX_VALUE);
        } catch (IOException | BrokenProtocolException lost) {
            ending.hangUp();
        }
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public void close(int code, String reason) {
        ending.close(code, reason);
    }

    @Override
    public Optional<Duration> oneWayDelay() {
        return liveness.oneWayDelay();
    }

    private void giveUp() {
        connection.giveUp();
    }

    /** Pings the client when that is due, and gives it up when it was not heard, or did not hear, for too long. */
    void beat() {
        connection.checkToken(world.workplace().clock().instant());
        if (connection.isClosing() || !ending.mayWeSpeak()) return;
        long now = nanos();
        if (liveness.isGone(now, /* isListenedTo= */ reading.get() != Reading.PAUSED)) {
            ending.hangUp();
        } else if (liveness.isPingDue(now)) {
            outbox.write(ServerFrames.ping(liveness.ping(now)), liveness::pingTaken);
        }
    }
}
