package dev.watchparty.adapter.web.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bytes of a file from {@code first} to {@code last}, both included. */
record ByteRange(int first, int last) {

    /** One range, as players ask for it; whoever asks for several at once gets the whole (RFC 9110, 14.2). */
    private static final Pattern ONE = Pattern.compile("bytes=(?:([0-9]{1,18})-([0-9]{1,18})?|-([0-9]{1,18}))");

    /** Whether {@code header} asks for one range; if it does not, it asks for nothing that we heed. */
    static boolean isOne(String header) {
        return ONE.matcher(header).matches();
    }

    /** The range that {@code header} asks for in a file of {@code length} bytes; empty, if the file has none of it. */
    static Optional<ByteRange> of(String header, int length) {
        Matcher matcher = ONE.matcher(header);
        if (!matcher.matches()) throw new IllegalArgumentException("not one range: " + header);
        if (matcher.group(3) != null) return tail(Long.parseLong(matcher.group(3)), length);
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2) == null ? length - 1L : Long.parseLong(matcher.group(2));
        if (first >= length || last < first) return Optional.empty();
        return Optional.of(new ByteRange((int) first, (int) Math.min(last, length - 1L)));
    }

    private static Optional<ByteRange> tail(long bytes, int length) {
        if (bytes == 0 || length == 0) return Optional.empty();
        return Optional.of(new ByteRange((int) Math.max(0, length - bytes), length - 1));
    }

    int length() {
        return last - first + 1;
    }
}
