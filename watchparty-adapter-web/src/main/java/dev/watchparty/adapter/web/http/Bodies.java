package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.Json;
import dev.watchparty.adapter.web.wire.MalformedJsonException;
import dev.watchparty.adapter.web.wire.Problems;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.function.Function;

/** Reads what requests bring along. */
final class Bodies {

    static final int BYTES_MAX = 64 * 1024;

    /** As many items as a playlist may have, with some five hundred bytes for each. */
    static final int PLAYLIST_BYTES_MAX = 256 * 1024;

    private Bodies() {}

    /**
     * The body of {@code context}, as {@code conversion} understands it, whatever type it says it is of: forgotten
     * headers are common, and cookies count only beside a CSRF token. No body is an object without fields.
     *
     * @throws ProblemException if it is longer than {@code bytesMax}
     * @throws MalformedJsonException if it is not as {@code form} and {@code conversion} want it
     */
    static <F, T> T read(Context context, int bytesMax, Class<F> form, Function<F, T> conversion) {
        byte[] body = bytes(context, bytesMax);
        return Json.read(body, form, conversion);
    }

    private static byte[] bytes(Context context, int bytesMax) {
        if (context.req().getContentLengthLong() > bytesMax) throw new ProblemException(Problems.tooLarge(bytesMax));
        byte[] body;
        try {
            body = context.req().getInputStream().readNBytes(bytesMax + 1);
        } catch (IOException brokenOff) {
            throw new MalformedJsonException("body broke off", brokenOff);
        }
        if (body.length > bytesMax) throw new ProblemException(Problems.tooLarge(bytesMax));
        return body;
    }
}
