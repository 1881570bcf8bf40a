package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.Problems;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which web sites may use this server from within a browser. Safe for many threads. */
public final class Origins {

    private final Set<String> configured;

    /** @param configured as browsers send them: scheme, host, and port unless it is the scheme's own */
    Origins(Collection<String> configured) {
        this.configured = configured.stream().map(Origins::canonical).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether another site's pages at {@code origin} may read our answers. */
    boolean isConfigured(String origin) {
        return configured.contains(canonical(origin));
    }

    /**
     * Lets a WebSocket upgrade pass that no browser sends, or that a page of ours or of a configured site does.
     *
     * @throws ProblemException if another site's page does: browsers send cookies along with it
     */
    public void requireForSocket(Context context) {
        String origin = context.header("Origin");
        if (origin == null || isConfigured(origin) || isOwn(origin, context.header("Host"))) return;
        throw new ProblemException(Problems.forbidden("Origin not allowed"));
    }

    /** By host and port alone: behind a proxy we do not know the scheme that the browser sees. */
    private static boolean isOwn(String origin, @Nullable String host) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null && host != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String canonical(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
