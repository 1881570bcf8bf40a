package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.Json;
import dev.watchparty.adapter.web.wire.MalformedJsonException;
import dev.watchparty.adapter.web.wire.Problems;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** Reads what requests bring along. */
final class Bodies {

    static final int BYTES_MAX = 64 * 1024;

    /** As many items as a playlist may have, with some five hundred bytes for each. */
    static final int PLAYLIST_BYTES_MAX = 256 * 1024;

    private static final int DROPPED_BYTES_MAX = 1024 * 1024;
    private static final int DROPPED_PORTION_BYTES = 16 * 1024;

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

    /**
     * The body of {@code context} as a text.
     *
     * @throws ProblemException if it is longer than {@code bytesMax}
     * @throws MalformedJsonException if it is not UTF-8
     */
    static String text(Context context, int bytesMax) {
        return Json.text(bytes(context, bytesMax));
    }

    private static byte[] bytes(Context context, int bytesMax) {
        try {
            InputStream body = context.req().getInputStream();
            boolean isTooLong = context.req().getContentLengthLong() > bytesMax;
            byte[] read = isTooLong ? new byte[0] : body.readNBytes(bytesMax + 1);
            if (!isTooLong && read.length <= bytesMax) return read;
            drop(body);
        } catch (IOException brokenOff) {
            throw new MalformedJsonException("body broke off", brokenOff);
        }
        throw new ProblemException(Problems.tooLarge(bytesMax));
    }

    /** Refused unread, a body would have the connection reset, and the client might not read why. */
    private static void drop(InputStream body) throws IOException {
        byte[] portion = new byte[DROPPED_PORTION_BYTES];
        for (int dropped = 0; dropped < DROPPED_BYTES_MAX; dropped += portion.length) {
            if (body.readNBytes(portion, 0, portion.length) < portion.length) return;
        }
    }
}
