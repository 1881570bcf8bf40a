package dev.watchparty.adapter.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.Token;
import dev.watchparty.application.port.TokenVerifier;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Checks JSON Web Tokens (RFC 7519): first the signature, by any of the keys, then what they claim. */
public final class JwtTokens implements TokenVerifier {

    /** No longer token is looked at. Cookies and headers hold no more either. */
    public static final int CHARACTERS_MAX = 8 * 1024;

    private final List<TokenKeys> keys;

    public JwtTokens(List<? extends TokenKeys> keys) {
        this.keys = List.copyOf(keys);
    }

    @Override
    public Optional<Identity> verify(Token token, Instant now) {
        if (token.encoded().length() > CHARACTERS_MAX) return Optional.empty();
        try {
            SignedJWT jwt = SignedJWT.parse(token.encoded());
            return isSigned(jwt, now) ? Claims.read(jwt.getJWTClaimsSet(), now) : Optional.empty();
        } catch (ParseException malformed) {
            return Optional.empty();
        }
    }

    private boolean isSigned(SignedJWT jwt, Instant now) {
        return keys.stream()
                .flatMap(key -> key.verifiersFor(jwt.getHeader(), now).stream())
                .anyMatch(verifier -> accepts(verifier, jwt));
    }

    private static boolean accepts(JWSVerifier verifier, SignedJWT jwt) {
        try {
            return jwt.verify(verifier);
        } catch (JOSEException malformed) {
            return false;
        }
    }
}
