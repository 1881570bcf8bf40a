package dev.watchparty.adapter.web.socket;

import dev.watchparty.adapter.web.wire.TextFrame;
import dev.watchparty.application.party.Opening;
import dev.watchparty.application.port.Identity;
import dev.watchparty.domain.party.PartyId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket connection on Jetty's core session: frames are joined to texts, pings go out and are answered, and a
 * client is read no faster than its commands are done.
 *
 * <p>Jetty calls the methods of {@link FrameHandler} one at a time; the others are safe for many threads.
 */
final class JettyLine implements FrameHandler, PartyConnection.Line {

    /** A longer message closes the connection with 1009. */
    static final int MESSAGE_BYTES_MAX = 64 * 1024;

    /** So many commands of one connection are under way at most; until one is done, no more is read. */
    static final int COMMANDS_UNDER_WAY_MAX = 32;

    /** More frames in a second than any honest client sends: the rest is read in the next. */
    static final int FRAMES_PER_SECOND_MAX = 10_000;

    /** Whoever was not heard for so long, though pinged, is gone. */
    static final Duration SILENCE_MAX = Duration.ofSeconds(12);

    static final Duration PING_INTERVAL = Duration.ofSeconds(5);

    /** How long a client may take to answer a close frame. */
    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(JettyLine.class);
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private final SocketWorld world;
    private final PartyConnection connection;
    private final Opening opening;
    private final Consumer<JettyLine> whenClosed;
    private final AtomicInteger credits = new AtomicInteger(COMMANDS_UNDER_WAY_MAX);
    private volatile @Nullable CoreSession session;
    private volatile long heardAtNanos;
    private volatile long pingedAtNanos;
    private volatile long roundTripNanos = -1;

    /** The beginning of a message that comes in fragments; confined to Jetty's calls, as are the two after it. */
    private @Nullable ByteArrayOutputStream fragments;

    private boolean isTextFragmented;
    private long secondBeganAtNanos;
    private int framesThisSecond;

    JettyLine(
            PartyId party,
            Identity identity,
            Opening opening,
            SocketWorld world,
            SocketMeters meters,
            Consumer<JettyLine> whenClosed) {
        this.world = world;
        this.opening = opening;
        this.whenClosed = whenClosed;
        this.connection = new PartyConnection(party, identity, world, meters, this);
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

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        session = opened;
        callback.succeeded();
        connection.opened(opening);
        opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        try {
            handle(frame, callback);
        } catch (RuntimeException failure) { // Jetty would say nothing, and never be asked for more.
            LOG.error("a frame could not be handled", failure);
            close(CloseStatus.SERVER_ERROR, "the server failed");
        }
    }

    private void handle(Frame frame, Callback callback) {
        heardAtNanos = nanos();
        switch (frame.getOpCode()) {
            case OpCode.PING -> pong(frame, callback);
            case OpCode.PONG -> {
                measure(frame);
                callback.succeeded();
                listen();
            }
            case OpCode.CLOSE -> callback.succeeded(); // Jetty answers, and reads no more.
            default -> data(frame, callback);
        }
    }

    private void pong(Frame ping, Callback callback) {
        ByteBuffer payload = BufferUtil.copy(ping.getPayload());
        callback.succeeded();
        // One pong at a time: who does not read them is not read either.
        send(new Frame(OpCode.PONG, payload), this::listen);
    }

    private void measure(Frame pong) {
        if (pong.getPayloadLength() != Long.BYTES) return;
        long sample = heardAtNanos - pong.getPayload().slice().getLong();
        if (sample < 0 || sample > SILENCE_MAX.toNanos()) return; // None of ours.
        long before = roundTripNanos;
        roundTripNanos = before < 0 ? sample : before + (sample - before) / 8; // Smoothed as in RFC 6298.
    }

    private void data(Frame frame, Callback callback) {
        Instant receivedAt = world.ticking().fine().instant();
        if (frame.getOpCode() != OpCode.CONTINUATION) {
            isTextFragmented = frame.getOpCode() == OpCode.TEXT;
        }
        byte[] bytes = join(frame);
        callback.succeeded();
        if (bytes == null) return;
        if (bytes.length == 0 && !frame.isFin()) {
            listen();
        } else if (!isTextFragmented) {
            connection.receivedBinary();
            listen();
        } else {
            text(bytes, receivedAt);
        }
    }

    /** The whole message, if {@code frame} ends it; nothing, if it goes on; null, if it was too long. */
    private byte @Nullable [] join(Frame frame) {
        ByteBuffer payload = frame.getPayload();
        ByteArrayOutputStream begun = fragments;
        int length = (begun == null ? 0 : begun.size()) + payload.remaining();
        if (length > MESSAGE_BYTES_MAX) {
            close(CloseStatus.MESSAGE_TOO_LARGE, "a message must have at most " + MESSAGE_BYTES_MAX + " bytes");
            return null;
        }
        byte[] bytes = BufferUtil.toArray(payload);
        if (begun == null && frame.isFin()) return bytes;
        if (begun == null) begun = new ByteArrayOutputStream();
        begun.writeBytes(bytes);
        fragments = frame.isFin() ? null : begun;
        return frame.isFin() ? begun.toByteArray() : new byte[0];
    }

    private void text(byte[] bytes, Instant receivedAt) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            close(CloseStatus.BAD_PAYLOAD, "a text must be UTF-8");
            return;
        }
        boolean isMoreWelcome = credits.decrementAndGet() > 0;
        connection.received(text, receivedAt, this::done);
        if (isMoreWelcome) listen();
    }

    /** A command is done: if reading had stopped for want of credit, it goes on. */
    private void done() {
        if (credits.incrementAndGet() == 1) listen();
    }

    private void listen() {
        long now = nanos();
        if (now - secondBeganAtNanos >= SECOND_NANOS) {
            secondBeganAtNanos = now;
            framesThisSecond = 0;
        }
        if (++framesThisSecond <= FRAMES_PER_SECOND_MAX) {
            demand();
        } else {
            Duration rest = Duration.ofNanos(SECOND_NANOS - (now - secondBeganAtNanos));
            world.workplace().timers().after(rest, this::demand);
        }
    }

    private void demand() {
        CoreSession open = session;
        if (open != null && open.isInputOpen()) open.demand();
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        callback.succeeded(); // Jetty closes the connection and says so; how it broke does not matter.
    }

    @Override
    public void onClosed(CloseStatus closeStatus, Callback callback) {
        callback.succeeded();
        connection.closed();
        whenClosed.accept(this);
    }

    @Override
    public void send(TextFrame frame, Runnable whenSent) {
        send(new Frame(OpCode.TEXT, frame.payload()), whenSent);
    }

    /** What cannot be sent counts as sent: Jetty closes the connection. */
    private void send(Frame frame, Runnable whenSent) {
        CoreSession open = session;
        if (open == null) {
            whenSent.run();
            return;
        }
        open.sendFrame(
                frame,
                Callback.from(InvocationType.NON_BLOCKING, whenSent, failure -> whenSent.run()),
                /* batch= */ false);
    }

    @Override
    public void close(int code, String reason) {
        CoreSession open = session;
        if (open == null) return;
        open.close(code, reason, Callback.NOOP);
        world.workplace().timers().after(CLOSE_MAX, open::abort);
    }

    @Override
    public Optional<Duration> oneWayDelay() {
        long roundTrip = roundTripNanos;
        return roundTrip < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(roundTrip / 2));
    }

    /** Pings the client when that is due, and gives it up when it was not heard for too long. */
    void beat() {
        CoreSession open = session;
        if (open == null) return;
        connection.checkToken(world.workplace().clock().instant());
        if (connection.isClosing()) return;
        long now = nanos();
        if (now - heardAtNanos >= SILENCE_MAX.toNanos()) {
            open.abort();
        } else if (now - pingedAtNanos >= PING_INTERVAL.toNanos()) {
            pingedAtNanos = now;
            ByteBuffer sentAt = ByteBuffer.allocate(Long.BYTES).putLong(now).flip();
            send(new Frame(OpCode.PING, sentAt), () -> {});
        }
    }
}
