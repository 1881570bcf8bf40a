package dev.watchparty.application.port;

import java.time.Instant;

/** Makes tokens that {@link TokenVerifier} accepts. Safe for many threads. */
@FunctionalInterface
public interface TokenIssuer {

    /** A token that says {@code identity}, valid until it expires. */
    Token issue(Identity identity, Instant now);
}
