package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.Problems;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A file in memory, and the answers to those who ask for it, all of it or a part. Immutable. */
final class StaticFile {

    /** The page asks every time whether it is still the same, so that a new server is never met by an old page. */
    private static final String ASK_FIRST = "no-cache";

    private static final String KEEP_FOR_A_DAY = "public, max-age=86400";

    private final byte[] bytes;
    private final String type;
    private final String etag;

    private StaticFile(byte[] bytes, String type, String etag) {
        this.bytes = bytes;
        this.type = type;
        this.etag = etag;
    }

    static StaticFile of(byte[] bytes, String type) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            String etag = '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
            return new StaticFile(bytes, type, etag);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }

    void answer(Context context) {
        context.header("ETag", etag);
        context.header("Cache-Control", isMedium() ? KEEP_FOR_A_DAY : ASK_FIRST);
        context.header("Accept-Ranges", "bytes");
        if (isKnownToClient(context)) {
            context.status(304);
            return;
        }
        context.contentType(type);
        String asked = context.header("Range");
        String only = context.header("If-Range");
        boolean isPart = asked != null && ByteRange.isOne(asked) && (only == null || only.equals(etag));
        if (isPart) {
            answerPart(context, ByteRange.of(String.valueOf(asked), bytes.length));
        } else {
            send(context, new ByteRange(0, bytes.length - 1));
        }
    }

    private void answerPart(Context context, Optional<ByteRange> part) {
        if (part.isEmpty()) {
            context.header("Content-Range", "bytes */" + bytes.length);
            Answers.problem(context, Problems.ofStatus(416, "The file is not as long as that"));
            return;
        }
        ByteRange range = part.get();
        context.status(206).header("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + bytes.length);
        send(context, range);
    }

    private void send(Context context, ByteRange range) {
        context.result(new ByteArrayInputStream(bytes, range.first(), range.length()));
        context.res().setContentLength(range.length());
    }

    private boolean isKnownToClient(Context context) {
        String known = context.header("If-None-Match");
        if (known == null) return false;
        return Arrays.stream(known.split(",", -1))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
    }

    private boolean isMedium() {
        return type.startsWith("video/");
    }
}
