package dev.watchparty.domain.playback;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Where a medium is: an absolute {@code http} or {@code https} URL, so that no link can run a script in a page. */
public record MediaUrl(String value) {

    public static final int CHARACTERS_MAX = 2048;

    public MediaUrl {
        if (value.length() > CHARACTERS_MAX) {
            throw new IllegalArgumentException("url must have at most " + CHARACTERS_MAX + " characters");
        }
        URI uri = parse(value);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("url must begin with http:// or https://");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("url must name a host");
        }
    }

    private static URI parse(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("url is malformed: " + malformed.getReason(), malformed);
        }
    }
}
