package dev.watchparty.adapter.web.socket;

import dev.watchparty.adapter.web.wire.ServerFrames;
import dev.watchparty.application.port.Timers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.io.EndPoint;

/**
 * How one connection ends: takes the steps of the {@link CloseHandshake}, and does what each demands. Safe for many
 * threads; never blocks.
 */
final class Ending {

    /** How long a client may take to answer a close frame. */
    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

    private final EndPoint endPoint;
    private final Outbox outbox;
    private final Timers timers;

    /** Changed by {@link #step} only. */
    private volatile CloseHandshake state = CloseHandshake.OPEN;

    Ending(EndPoint endPoint, Outbox outbox, Timers timers) {
        this.endPoint = endPoint;
        this.outbox = outbox;
        this.timers = timers;
    }

    boolean mayWeSpeak() {
        return state.mayWeSpeak();
    }

    boolean doWeListen() {
        return state.doWeListen();
    }

    void close(int code, String reason) {
        advance(CloseHandshake::closed, ServerFrames.close(code, reason));
    }

    /** Says why, and no more. */
    void fail(int code, String reason) {
        advance(CloseHandshake::failed, ServerFrames.close(code, reason));
    }

    /** The client closes, or answers: the same code back, which is none where there was none. */
    void heard(Heard.Close close) {
        boolean hasCode = close.code() != Heard.Close.NO_CODE;
        advance(
                CloseHandshake::heard,
                hasCode ? ServerFrames.close(close.code(), "") : ServerFrames.closeWithoutCode());
    }

    void hangUp() {
        step(CloseHandshake::expired);
        endPoint.close();
    }

    /** Takes a step of the close handshake; the first one sends {@code frame}, and gives the rest a limited time. */
    private void advance(UnaryOperator<CloseHandshake> step, ByteBuffer frame) {
        CloseHandshake before = step(step);
        if (before == CloseHandshake.OPEN) {
            timers.after(CLOSE_MAX, this::hangUp);
            outbox.writeLast(frame, this::written);
        } else {
            enter(before, step.apply(before));
        }
    }

    /** The state before the step. */
    private synchronized CloseHandshake step(UnaryOperator<CloseHandshake> step) {
        CloseHandshake before = state;
        state = step.apply(before);
        return before;
    }

    private void written() {
        CloseHandshake before = step(CloseHandshake::written);
        enter(before, before.written());
    }

    private void enter(CloseHandshake before, CloseHandshake after) {
        if (before == after) return;
        if (after == CloseHandshake.FAILED) endPoint.shutdownOutput();
        if (after == CloseHandshake.OVER) endPoint.close();
    }
}
