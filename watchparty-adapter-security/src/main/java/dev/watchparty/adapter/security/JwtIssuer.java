package dev.watchparty.adapter.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.Ids;
import dev.watchparty.application.port.Token;
import dev.watchparty.application.port.TokenIssuer;
import dev.watchparty.domain.participant.Profile;
import java.time.Instant;
import java.util.Date;

/** Makes tokens signed with a shared secret. Their times are whole seconds, rounded down, as RFC 7519 would have it. */
public final class JwtIssuer implements TokenIssuer {

    private final SharedSecret secret;
    private final Ids ids;

    /** @param ids where the tokens' own ids come from */
    public JwtIssuer(SharedSecret secret, Ids ids) {
        this.secret = secret;
        this.ids = ids;
    }

    @Override
    public Token issue(Identity identity, Instant now) {
        Profile profile = identity.profile();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .subject(identity.user().value().toString())
                .jwtID(ids.next().toString())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(identity.expiresAt()))
                .claim(Claims.USERNAMES.get(0), profile.username().value())
                .claim(Claims.DISPLAY_NAMES.get(0), profile.displayName().value());
        if (identity.isGuest()) claims.claim(Claims.GUEST, true);
        profile.avatar().url().ifPresent(url -> claims.claim(Claims.PICTURES.get(0), url));
        SignedJWT jwt = new SignedJWT(new JWSHeader(SharedSecret.ALGORITHM), claims.build());
        try {
            jwt.sign(secret.signer());
        } catch (JOSEException impossible) {
            throw new AssertionError("a shared secret signs by " + SharedSecret.ALGORITHM, impossible);
        }
        return new Token(jwt.serialize());
    }
}
