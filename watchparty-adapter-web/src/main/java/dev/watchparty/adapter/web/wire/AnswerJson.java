package dev.watchparty.adapter.web.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchparty.adapter.web.wire.TextFrame.Kind;
import dev.watchparty.domain.party.Version;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes what one connection alone is told, of itself and of what it asked. */
public final class AnswerJson {

    /** From here on, and below a thousandth, Java writes a double with an exponent. */
    private static final double PLAIN_ANYWAY_MAX = 1e7;

    /** Beyond this a double skips whole numbers, and has fewer digits than they. */
    private static final double WHOLE_NUMBERS_MAX = 1L << 53;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private AnswerJson() {}

    /** A command is done and durable. */
    public static TextFrame ack(String commandId, Version version) {
        return FrameJson.object(Kind.LASTING, "ack", json -> {
            json.writeStringField("command_id", commandId);
            json.writeNumberField("version", version.value());
        });
    }

    /**
     * A frame that was refused.
     *
     * @param commandId what the client called its command, if it did
     * @param retryAfter how long the client has to wait, where waiting helps; told in whole seconds, rounded up
     */
    public static TextFrame error(
            String code, String message, @Nullable String commandId, @Nullable Duration retryAfter) {
        return FrameJson.object(Kind.LASTING, "error", json -> {
            json.writeStringField("code", code);
            json.writeStringField("message", message);
            if (commandId != null) json.writeStringField("command_id", commandId);
            if (retryAfter != null)
                json.writeNumberField("retry_after", retryAfter.plusMillis(999).toSeconds());
        });
    }

    /**
     * The answer of a clock exchange; {@code t0} as the client wrote it, the server's in milliseconds, as fine as they
     * are.
     */
    public static TextFrame clock(double t0, Instant t1, Instant t2) {
        return FrameJson.object(Kind.FLEETING, "clock", json -> {
            plain(json, "t0", t0);
            millis(json, "t1", t1);
            millis(json, "t2", t2);
        });
    }

    /** The server is about to close the connection. */
    public static TextFrame closing(String reason, boolean isReconnectWelcome) {
        return FrameJson.object(Kind.LASTING, "closing", json -> {
            json.writeStringField("reason", reason);
            json.writeBooleanField("reconnect", isReconnectWelcome);
        });
    }

    /** Without an exponent, as far as that is sensible: not everybody who reads JSON knows them. */
    private static void plain(JsonGenerator json, String name, double value) throws IOException {
        double size = Math.abs(value);
        json.writeFieldName(name);
        if (size < PLAIN_ANYWAY_MAX || size >= 1e18) {
            json.writeNumber(value);
        } else if (size < WHOLE_NUMBERS_MAX && value == Math.rint(value)) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(BigDecimal.valueOf(value).toPlainString());
        }
    }

    /** Since the epoch, which no instant of ours is before; not rounded, and without zeros at the end. */
    private static void millis(JsonGenerator json, String name, Instant instant) throws IOException {
        long nanos = instant.getNano();
        json.writeNumberField(name, instant.getEpochSecond() * 1000 + nanos / NANOS_PER_MILLI);
        long parts = nanos % NANOS_PER_MILLI;
        if (parts == 0) return;
        long unit = NANOS_PER_MILLI;
        while (parts % 10 == 0) {
            parts /= 10;
            unit /= 10;
        }
        FrameJson.fraction(json, parts, unit);
    }
}
