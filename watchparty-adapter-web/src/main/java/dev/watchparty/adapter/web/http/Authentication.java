package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.Problem;
import dev.watchparty.adapter.web.wire.Problems;
import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.Token;
import dev.watchparty.application.port.TokenVerifier;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds out who sends a request. The token may come in the header {@code Authorization}, in a WebSocket's list of
 * protocols, or in a cookie: the first that looks like a JWT decides, also when it is no good. Safe for many threads.
 */
public final class Authentication {

    /** What the WebSocket protocol that carries a token begins with; the rest is the token in base64. */
    public static final String PROTOCOL_PREFIX = "auth.bearer.";

    private static final String SCHEME = "bearer ";
    private static final String COOKIE = "access_token";

    /** The signature may be empty: a token that says {@code alg: none} is a bad token, not a missing one. */
    private static final Pattern JWT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

    private enum Source {
        HEADER,
        PROTOCOL,
        COOKIE
    }

    private record Credential(Source source, String token) {

        boolean looksLikeJwt() {
            return JWT.matcher(token).matches();
        }
    }

    private final TokenVerifier tokens;
    private final Csrf csrf;
    private final InstantSource clock;

    Authentication(TokenVerifier tokens, Csrf csrf, InstantSource clock) {
        this.tokens = tokens;
        this.csrf = csrf;
        this.clock = clock;
    }

    /**
     * Who sends {@code context}.
     *
     * @throws ProblemException if nobody we know does, or if a browser may have been tricked into sending it
     */
    public Identity required(Context context) {
        List<Credential> credentials = credentials(context);
        if (credentials.isEmpty()) throw unauthorized(Problems.missingToken());
        Credential decisive = decisive(credentials).orElseThrow(() -> unauthorized(Problems.invalidToken()));
        Identity identity = verify(decisive).orElseThrow(() -> unauthorized(Problems.invalidToken()));
        if (decisive.source() == Source.COOKIE) csrf.require(context);
        return identity;
    }

    /** Who sends {@code context}; empty, if they show no token, or a bad one. */
    public Optional<Identity> optional(Context context) {
        return decisive(credentials(context)).flatMap(this::verify);
    }

    private Optional<Identity> verify(Credential credential) {
        return tokens.verify(new Token(credential.token()), clock.instant());
    }

    private static Optional<Credential> decisive(List<Credential> credentials) {
        return credentials.stream().filter(Credential::looksLikeJwt).findFirst();
    }

    /** In the order in which they count. */
    private static List<Credential> credentials(Context context) {
        return Stream.of(fromHeader(context), fromProtocol(context), fromCookie(context))
                .flatMap(Optional::stream)
                .filter(credential -> !credential.token().isEmpty())
                .toList();
    }

    private static Optional<Credential> fromHeader(Context context) {
        return Optional.ofNullable(context.header("Authorization"))
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(value -> new Credential(
                        Source.HEADER, value.substring(SCHEME.length()).strip()));
    }

    /** The WebSocket protocols that a client offers, in its order. */
    public static Stream<String> offeredProtocols(Context context) {
        return Collections.list(context.req().getHeaders("Sec-WebSocket-Protocol")).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip);
    }

    private static Optional<Credential> fromProtocol(Context context) {
        return offeredProtocols(context)
                .filter(protocol -> protocol.startsWith(PROTOCOL_PREFIX))
                .findFirst()
                .map(protocol -> new Credential(Source.PROTOCOL, decode(protocol.substring(PROTOCOL_PREFIX.length()))));
    }

    private static Optional<Credential> fromCookie(Context context) {
        return Optional.ofNullable(context.cookie(COOKIE)).map(value -> new Credential(Source.COOKIE, value));
    }

    /** Padded or not, in either alphabet; what is no base64 is returned as it is, and is no token. */
    private static String decode(String base64) {
        String standard = base64.replace('-', '+').replace('_', '/').replaceFirst("=+$", "");
        try {
            return new String(Base64.getDecoder().decode(standard), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return base64;
        }
    }

    private static ProblemException unauthorized(Problem problem) {
        return new ProblemException(problem, Map.of("WWW-Authenticate", "Bearer"));
    }
}
