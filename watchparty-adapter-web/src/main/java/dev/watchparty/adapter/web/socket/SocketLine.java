package dev.watchparty.adapter.web.socket;

import dev.watchparty.adapter.web.wire.ServerFrames;
import dev.watchparty.adapter.web.wire.TextFrame;
import dev.watchparty.application.party.Opening;
import dev.watchparty.application.port.Identity;
import dev.watchparty.domain.party.PartyId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
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
final class SocketLine extends AbstractConnection implements Connection.UpgradeTo, PartyConnection.Line {

    /** A longer message closes the connection with 1009. */
    static final int MESSAGE_BYTES_MAX = 64 * 1024;

    /** So many commands of one connection are under way at most; until one is done, no more is read. */
    static final int COMMANDS_UNDER_WAY_MAX = 32;

    /** More frames in a second than any honest client sends: the rest is read in the next. */
    static final int FRAMES_PER_SECOND_MAX = 10_000;

    /** Whoever was not heard for so long, though pinged, is gone. */
    static final Duration SILENCE_MAX = Duration.ofSeconds(12);

    static final Duration PING_INTERVAL = Duration.ofSeconds(5);

    /** Whoever has not taken a ping for so long does not read; it may still talk. */
    static final Duration STALL_MAX = Duration.ofSeconds(30);

    /** How long a client may take to answer a close frame. */
    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

    /** Whoever broke the protocol and sends on, although it was told so, is hung up on after this much. */
    static final int DROPPED_BYTES_MAX = 1024 * 1024;

    private static final int SERVER_FAILED = 1011;
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();
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
    private final FrameWriter writer;
    private final AtomicInteger credits = new AtomicInteger(COMMANDS_UNDER_WAY_MAX);
    private final AtomicReference<Reading> reading = new AtomicReference<>(Reading.UNDER_WAY);
    private final AtomicBoolean isGone = new AtomicBoolean();

    /** Changed by {@link #step} only. */
    private volatile CloseHandshake closing = CloseHandshake.OPEN;

    private volatile long heardAtNanos;
    private volatile long pingedAtNanos;
    private volatile long roundTripNanos = -1;

    /** Whether the network has not taken the last ping yet. */
    private volatile boolean isPingOnItsWay;

    /** What came and was not looked at yet; confined to the reading thread, as are the three after it. */
    private byte @Nullable [] rest;

    private int droppedBytes;

    private long secondBeganAtNanos;
    private int framesThisSecond;

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
        this.writer = new FrameWriter(endPoint);
        this.connection = new PartyConnection(entrance.party(), entrance.identity(), world, meters, this);
        this.heardAtNanos = nanos();
        this.pingedAtNanos = heardAtNanos;
        this.secondBeganAtNanos = heardAtNanos;
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

    @Override
    public void onFillable() {
        read();
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
        try {
            readOn();
        } catch (BrokenProtocolException broken) {
            fail(broken.code(), broken.reason());
        } catch (IOException lost) {
            getEndPoint().close(lost);
        } catch (RuntimeException failure) { // Nobody else would ever say so, or read on.
            LOG.error("a frame could not be handled", failure);
            fail(SERVER_FAILED, "the server failed");
        }
    }

    private void readOn() throws IOException, BrokenProtocolException {
        ByteBuffer in = INPUT.get();
        BufferUtil.clear(in);
        byte[] before = rest;
        rest = null;
        if (before != null) in = ByteBuffer.wrap(before);
        while (true) {
            Heard heard = closing.doWeListen() ? reader.next(in) : drop(in);
            if (heard != null) {
                if (mayGoOn(heard)) continue;
                rest = BufferUtil.toArray(in);
                if (reading.compareAndSet(Reading.UNDER_WAY, Reading.PAUSED)) return;
                reading.set(Reading.UNDER_WAY);
                in = ByteBuffer.wrap(rest);
                rest = null;
                continue;
            }
            in = INPUT.get();
            BufferUtil.clear(in);
            int filled = getEndPoint().fill(in);
            if (filled < 0) {
                getEndPoint().close();
                return;
            }
            if (filled == 0) {
                fillInterested();
                return;
            }
        }
    }

    private @Nullable Heard drop(ByteBuffer in) {
        droppedBytes += in.remaining();
        BufferUtil.clear(in);
        if (droppedBytes > DROPPED_BYTES_MAX) hangUp();
        return null;
    }

    /** Whether more may be read at once; if not, {@link #resume} will be called, or was. */
    private boolean mayGoOn(Heard heard) {
        heardAtNanos = nanos();
        if (heard instanceof Heard.Text text) return mayGoOnAfter(text) && isWithinAllowance();
        if (heard instanceof Heard.Binary) return mayGoOnAfterBinary() && isWithinAllowance();
        if (heard instanceof Heard.Ping ping) return mayGoOnAfter(ping);
        if (heard instanceof Heard.Pong pong) measure(pong);
        if (heard instanceof Heard.Close close) advance(CloseHandshake::heard, answer(close));
        return isWithinAllowance();
    }

    private boolean mayGoOnAfter(Heard.Text message) {
        Instant receivedAt = world.ticking().fine().instant();
        String text = BufferUtil.toString(message.utf8(), StandardCharsets.UTF_8);
        boolean isMoreWelcome = credits.decrementAndGet() > 0;
        connection.received(text, receivedAt, this::done);
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
        if (!closing.mayWeSpeak()) return isWithinAllowance;
        ByteBuffer pong = ServerFrames.pong(BufferUtil.toArray(ping.payload()));
        writer.write(pong, isWithinAllowance ? this::resume : () -> {}); // Else a timer resumes.
        return false;
    }

    private boolean isWithinAllowance() {
        long now = nanos();
        if (now - secondBeganAtNanos >= SECOND_NANOS) {
            secondBeganAtNanos = now;
            framesThisSecond = 0;
        }
        if (++framesThisSecond <= FRAMES_PER_SECOND_MAX) return true;
        Duration untilNext = Duration.ofNanos(SECOND_NANOS - (now - secondBeganAtNanos));
        world.workplace().timers().after(untilNext, this::resume);
        return false;
    }

    private void resume() {
        if (reading.compareAndSet(Reading.UNDER_WAY, Reading.RESUMED_BEFORE_PAUSED)) return;
        heardAtNanos = nanos(); // While nobody listened to it, it was not silent.
        reading.set(Reading.UNDER_WAY);
        getExecutor().execute(this::read);
    }

    private void measure(Heard.Pong pong) {
        if (pong.payload().remaining() != Long.BYTES) return;
        long sample = heardAtNanos - pong.payload().getLong();
        if (sample < 0 || sample > SILENCE_MAX.toNanos()) return; // None of ours.
        long before = roundTripNanos;
        roundTripNanos = before < 0 ? sample : before + (sample - before) / 8; // Smoothed as in RFC 6298.
    }

    /** The same code back, which is none where there was none. */
    private static ByteBuffer answer(Heard.Close close) {
        boolean hasCode = close.code() != Heard.Close.NO_CODE;
        return hasCode ? ServerFrames.close(close.code(), "") : ServerFrames.closeWithoutCode();
    }

    /** Says why, and no more; then reads on for a while, or the client might not read it. */
    private void fail(int code, String reason) {
        advance(CloseHandshake::failed, ServerFrames.close(code, reason));
        try {
            readOn();
        } catch (IOException | BrokenProtocolException lost) {
            hangUp();
        }
    }

    /** Takes a step of the close handshake; the first one sends {@code frame}, and gives the rest a limited time. */
    private void advance(UnaryOperator<CloseHandshake> step, ByteBuffer frame) {
        CloseHandshake before = step(step);
        if (before == CloseHandshake.OPEN) {
            world.workplace().timers().after(CLOSE_MAX, this::hangUp);
            writer.writeLast(frame, this::closeWritten);
        } else {
            enter(before, step.apply(before));
        }
    }

    /** The state before the step. */
    private synchronized CloseHandshake step(UnaryOperator<CloseHandshake> step) {
        CloseHandshake before = closing;
        closing = step.apply(before);
        return before;
    }

    private void closeWritten() {
        CloseHandshake before = step(CloseHandshake::written);
        enter(before, before.written());
    }

    private void enter(CloseHandshake before, CloseHandshake after) {
        if (before == after) return;
        if (after == CloseHandshake.FAILED) getEndPoint().shutdownOutput();
        if (after == CloseHandshake.OVER) getEndPoint().close();
    }

    private void hangUp() {
        step(CloseHandshake::expired);
        getEndPoint().close();
    }

    @Override
    public void send(TextFrame frame, Runnable whenSent) {
        writer.write(frame.framed(), whenSent);
    }

    @Override
    public void close(int code, String reason) {
        advance(CloseHandshake::closed, ServerFrames.close(code, reason));
    }

    @Override
    public Optional<Duration> oneWayDelay() {
        long roundTrip = roundTripNanos;
        return roundTrip < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(roundTrip / 2));
    }

    /** Pings the client when that is due, and gives it up when it was not heard, or did not hear, for too long. */
    void beat() {
        connection.checkToken(world.workplace().clock().instant());
        if (connection.isClosing() || !closing.mayWeSpeak()) return;
        long now = nanos();
        boolean isSilent = now - heardAtNanos >= SILENCE_MAX.toNanos() && reading.get() != Reading.PAUSED;
        boolean isStalled = isPingOnItsWay && now - pingedAtNanos >= STALL_MAX.toNanos();
        if (isSilent || isStalled) {
            hangUp();
        } else if (!isPingOnItsWay && now - pingedAtNanos >= PING_INTERVAL.toNanos()) {
            pingedAtNanos = now;
            isPingOnItsWay = true;
            byte[] sentAt = ByteBuffer.allocate(Long.BYTES).putLong(now).array();
            writer.write(ServerFrames.ping(sentAt), () -> isPingOnItsWay = false);
        }
    }
}
