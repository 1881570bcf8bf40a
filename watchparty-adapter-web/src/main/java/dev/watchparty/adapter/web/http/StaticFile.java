package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.Problems;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A file in memory, and the answers to those who ask for it, all of it or a part, as it is or zipped. Immutable. */
final class StaticFile {

    private final String type;
    private final String caching;
    private final Form plain;
    private final @Nullable Form zipped;

    private StaticFile(String type, String caching, Form plain, @Nullable Form zipped) {
        this.type = type;
        this.caching = caching;
        this.plain = plain;
        this.zipped = zipped;
    }

    /** A file of {@code type} that may be kept as {@code caching} says; text is zipped too, once and for all. */
    static StaticFile of(byte[] bytes, String type, String caching) {
        Form plain = Form.of(bytes, "");
        if (!isText(type)) return new StaticFile(type, caching, plain, null);
        byte[] zipped = Gzip.of(bytes);
        return new StaticFile(type, caching, plain, zipped.length < bytes.length ? Form.of(zipped, "gzip") : null);
    }

    void answer(Context context) {
        boolean isPart = isPart(context);
        Form form = isPart ? plain : preferredBy(context);
        context.header("ETag", form.etag());
        context.header("Cache-Control", caching);
        if (zipped != null) {
            context.res().addHeader("Vary", "Accept-Encoding");
        }
        if (isKnownTo(context)) {
            context.status(304);
            return;
        }
        context.contentType(type);
        if (isPartOfDocument()) RequestFrame.leaveToDocument(context);
        if (form.coding().isEmpty()) {
            context.header("Accept-Ranges", "bytes");
        } else {
            context.header("Content-Encoding", form.coding());
        }
        if (isPart) {
            answerPart(context, ByteRange.of(String.valueOf(context.header("Range")), form.bytes().length));
        } else {
            send(context, new ByteRange(0, form.bytes().length - 1), form);
        }
    }

    /** Parts are parts of the file as it is: of zipped bytes nobody can make use. */
    private boolean isPart(Context context) {
        String asked = context.header("Range");
        String only = context.header("If-Range");
        return asked != null && ByteRange.isOne(asked) && (only == null || only.equals(plain.etag()));
    }

    private Form preferredBy(Context context) {
        String accepted = context.header("Accept-Encoding");
        return zipped != null && accepted != null && Gzip.isAcceptedBy(accepted) ? zipped : plain;
    }

    private void answerPart(Context context, Optional<ByteRange> part) {
        if (part.isEmpty()) {
            context.header("Content-Range", "bytes */" + plain.bytes().length);
            Answers.problem(context, Problems.ofStatus(416, "The file is not as long as that"));
            return;
        }
        ByteRange range = part.get();
        context.status(206)
                .header("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + plain.bytes().length);
        send(context, range, plain);
    }

    private static void send(Context context, ByteRange range, Form form) {
        context.result(new ByteArrayInputStream(form.bytes(), range.first(), range.length()));
        context.res().setContentLength(range.length());
    }

    /** Whoever has either form has the file. */
    private boolean isKnownTo(Context context) {
        String known = context.header("If-None-Match");
        if (known == null) return false;
        return Arrays.stream(known.split(",", -1))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*")
                        || Stream.of(plain, zipped).anyMatch(form -> form != null && tag.equals(form.etag())));
    }

    /** Scripts and styles live by the rules of the page that they are loaded into. */
    private boolean isPartOfDocument() {
        return type.startsWith("text/javascript") || type.startsWith("text/css");
    }

    private static boolean isText(String type) {
        return type.startsWith("text/") || type.startsWith("image/svg");
    }

    /** The bytes of a file, as they are or in a {@code coding}, and the tag of exactly these. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody, and handed to nobody who writes.
    private record Form(byte[] bytes, String coding, String etag) {

        static Form of(byte[] bytes, String coding) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
                String etag = '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
                return new Form(bytes, coding, etag);
            } catch (NoSuchAlgorithmException impossible) {
                throw new AssertionError("every JDK has SHA-256", impossible);
            }
        }
    }
}
