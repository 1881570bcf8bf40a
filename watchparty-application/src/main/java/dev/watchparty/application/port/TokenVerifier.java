package dev.watchparty.application.port;

import java.time.Instant;
import java.util.Optional;

/** Tells whom a token speaks for. Safe for many threads. */
@FunctionalInterface
public interface TokenVerifier {

    /**
     * Whom {@code token} speaks for at {@code now}.
     *
     * @return empty, if it is malformed, forged, expired or not yet valid
     */
    Optional<Identity> verify(Token token, Instant now);
}
