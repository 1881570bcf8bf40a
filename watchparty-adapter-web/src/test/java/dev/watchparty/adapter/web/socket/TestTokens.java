package dev.watchparty.adapter.web.socket;

import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.Token;
import dev.watchparty.application.port.TokenIssuer;
import dev.watchparty.application.port.TokenVerifier;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Tokens that look like a JWT, and that nobody but this object knows. Safe for many threads. */
final class TestTokens implements TokenIssuer, TokenVerifier {

    private final Map<String, Identity> issued = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    @Override
    public Token issue(Identity identity, Instant now) {
        // Characters that both alphabets of base64 write differently, so that a test can tell them apart.
        Token token = new Token("test.__" + numbers.incrementAndGet() + "--.signed");
        issued.put(token.encoded(), identity);
        return token;
    }

    @Override
    public Optional<Identity> verify(Token token, Instant now) {
        return Optional.ofNullable(issued.get(token.encoded())).filter(identity -> now.isBefore(identity.expiresAt()));
    }
}
