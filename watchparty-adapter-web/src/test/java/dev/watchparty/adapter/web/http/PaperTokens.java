package dev.watchparty.adapter.web.http;

import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.Token;
import dev.watchparty.application.port.TokenIssuer;
import dev.watchparty.application.port.TokenVerifier;
import dev.watchparty.domain.participant.Participant;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Tokens that look like JWTs and are good because this object remembers them. Safe for many threads. */
final class PaperTokens implements TokenVerifier, TokenIssuer {

    private final AtomicInteger issued = new AtomicInteger();
    private final Map<String, Identity> known = new ConcurrentHashMap<>();

    @Override
    public Optional<Identity> verify(Token token, Instant now) {
        return Optional.ofNullable(known.get(token.encoded())).filter(identity -> now.isBefore(identity.expiresAt()));
    }

    @Override
    public Token issue(Identity identity, Instant now) {
        Token token = new Token("aGVhZA.Ym9keQ-" + issued.incrementAndGet() + ".c2ln");
        known.put(token.encoded(), identity);
        return token;
    }

    /** A token that speaks for {@code person} for an hour from {@code now} on. */
    String of(Participant person, Instant now) {
        return issue(new Identity(person.user(), person.profile(), now.plus(Duration.ofHours(1))), now)
                .encoded();
    }
}
