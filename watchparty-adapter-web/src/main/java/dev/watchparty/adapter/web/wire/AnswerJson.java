package dev.watchparty.adapter.web.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchparty.adapter.web.wire.TextFrame.Kind;
import dev.watchparty.domain.party.Version;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes what one connection alone is told, of itself and of what it asked. */
public final class AnswerJson {

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
     * The answer of a clock exchange; {@code t0} as the client wrote it, the server's in milliseconds since the epoch.
     */
    public static TextFrame clock(double t0, double t1, double t2) {
        return FrameJson.object(Kind.FLEETING, "clock", json -> {
            plain(json, "t0", t0);
            plain(json, "t1", t1);
            plain(json, "t2", t2);
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
        if (size >= 1e-3 && size < 1e18) {
            json.writeNumber(BigDecimal.valueOf(value).toPlainString());
        } else {
            json.writeNumber(value);
        }
    }
}
