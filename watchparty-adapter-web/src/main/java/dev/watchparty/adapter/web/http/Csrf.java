package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.Problems;
import dev.watchparty.application.port.Ids;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.SameSite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests that our page made from requests that another site made a browser send: only a page of ours can read
 * the cookie, and repeat it in a header. Safe for many threads.
 */
final class Csrf {

    private static final String COOKIE = "csrf_token";
    private static final String HEADER = "X-CSRF-Token";
    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

    /** What we made ourselves, or an older server of the same name; anything else is replaced. */
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9_.~-]{16,128}");

    private final Ids ids;
    private final ClientAddresses addresses;

    Csrf(Ids ids, ClientAddresses addresses) {
        this.ids = ids;
        this.addresses = addresses;
    }

    /** Lets the reader of this answer write later. */
    void offer(Context context) {
        String token = context.cookie(COOKIE);
        if (!isUsable(token)) {
            token = ids.next().toString();
            context.cookie(cookie(token, addresses.isSecure(context)));
        }
        context.header(HEADER, String.valueOf(token));
    }

    /** @throws ProblemException if {@code context} changes something and does not repeat the cookie */
    void require(Context context) {
        if (READING.contains(context.method())) return;
        String cookie = context.cookie(COOKIE);
        String header = context.header(HEADER);
        if (!isUsable(cookie) || header == null || !isSame(String.valueOf(cookie), header)) {
            throw new ProblemException(Problems.csrfFailed());
        }
    }

    private static boolean isUsable(@Nullable String token) {
        return token != null && USABLE.matcher(token).matches();
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("BooleanParameter")
    private static Cookie cookie(String token, boolean isSecure) {
        Cookie cookie = new Cookie(COOKIE, token);
        cookie.setSecure(isSecure);
        cookie.setSameSite(SameSite.LAX);
        return cookie;
    }
}
