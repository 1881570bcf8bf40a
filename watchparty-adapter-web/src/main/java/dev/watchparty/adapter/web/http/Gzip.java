package dev.watchparty.adapter.web.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The content coding {@code gzip}: what it makes of bytes, and who takes it. */
final class Gzip {

    private Gzip() {}

    /** As small as it gets: done once for a file, sent many times. */
    static byte[] of(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream stream = new SmallestStream(zipped)) {
            stream.write(bytes);
        } catch (IOException impossible) {
            throw new AssertionError("memory takes every byte", impossible);
        }
        return zipped.toByteArray();
    }

    /** Whether a client whose {@code Accept-Encoding} is {@code header} takes it (RFC 9110, 12.5.3). */
    static boolean isAcceptedBy(String header) {
        OptionalDouble named = weight(header, "gzip");
        return named.isPresent() ? named.getAsDouble() > 0 : weight(header, "*").orElse(0) > 0;
    }

    private static OptionalDouble weight(String header, String coding) {
        return Arrays.stream(header.toLowerCase(Locale.ROOT).split(",", -1))
                .map(part -> part.split(";", 2))
                .filter(part -> part[0].strip().equals(coding))
                .mapToDouble(part -> part.length == 1 ? 1 : weight(part[1].strip()))
                .findFirst();
    }

    private static double weight(String parameter) {
        try {
            return parameter.startsWith("q=") ? Double.parseDouble(parameter.substring(2)) : 1;
        } catch (NumberFormatException malformed) {
            return 0;
        }
    }

    private static final class SmallestStream extends GZIPOutputStream {

        SmallestStream(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
