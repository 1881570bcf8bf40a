package dev.watchparty.adapter.security;

import static dev.watchparty.adapter.security.Forge.NOON;
import static dev.watchparty.adapter.security.Forge.ONE_O_CLOCK;
import static dev.watchparty.adapter.security.Forge.OTHER_SECRET;
import static dev.watchparty.adapter.security.Forge.SECRET;
import static dev.watchparty.adapter.security.Forge.USER;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.watchparty.adapter.security.SharedSecret.ShortSecrets;
import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.Token;
import dev.watchparty.domain.participant.Avatar;
import dev.watchparty.domain.participant.DisplayName;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Username;
import java.text.ParseException;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IssuingTokensTest {

    private static final SharedSecret SHARED = SharedSecret.of(SECRET, ShortSecrets.REFUSED);
    private static final Profile ANN =
            new Profile(new Username("ann"), new DisplayName("Ann 😀"), Avatar.at("https://h/ann.png"));
    private static final Identity IDENTITY = new Identity(new UserId(UUID.fromString(USER)), ANN, ONE_O_CLOCK);

    private final JwtIssuer issuer = new JwtIssuer(SHARED, new RandomIds(new Random(1)));

    @Test
    void makes_a_token_that_says_the_same_when_verified() {
        Token token = issuer.issue(IDENTITY, NOON);

        assertThat(new JwtTokens(List.of(SHARED)).verify(token, NOON)).hasValue(IDENTITY);
    }

    @Test
    void tells_guests_from_those_whom_others_vouch_for() {
        Identity guest = new Identity(IDENTITY.user(), IDENTITY.profile(), IDENTITY.expiresAt(), /* isGuest= */ true);

        assertThat(new JwtTokens(List.of(SHARED)).verify(issuer.issue(guest, NOON), NOON))
                .hasValue(guest);
    }

    @Test
    void makes_a_token_in_force_from_the_instant_itself() {
        Token token = issuer.issue(IDENTITY, NOON.plusMillis(999));

        assertThat(new JwtTokens(List.of(SHARED)).verify(token, NOON.plusMillis(999)))
                .isPresent();
    }

    @Test
    void makes_a_token_that_ends() {
        Token token = issuer.issue(IDENTITY, NOON);

        assertThat(new JwtTokens(List.of(SHARED)).verify(token, ONE_O_CLOCK)).isEmpty();
    }

    @Test
    void makes_a_token_that_another_secret_refuses() {
        SharedSecret other = SharedSecret.of(OTHER_SECRET, ShortSecrets.REFUSED);

        assertThat(new JwtTokens(List.of(other)).verify(issuer.issue(IDENTITY, NOON), NOON))
                .isEmpty();
    }

    @Test
    void gives_each_token_an_id_of_its_own() throws ParseException {
        assertThat(id(issuer.issue(IDENTITY, NOON))).isNotNull().isNotEqualTo(id(issuer.issue(IDENTITY, NOON)));
    }

    @Test
    void works_with_a_short_secret_where_that_is_allowed() {
        SharedSecret brief = SharedSecret.of("dev", ShortSecrets.ALLOWED);
        Token token = new JwtIssuer(brief, new RandomIds(new Random(1))).issue(IDENTITY, NOON);
        String signed = token.encoded().substring(0, token.encoded().lastIndexOf('.'));

        assertThat(token.encoded()).isEqualTo(signed + "." + PlainHmac.sha256("dev", signed));
    }

    private static String id(Token token) throws ParseException {
        return SignedJWT.parse(token.encoded()).getJWTClaimsSet().getJWTID();
    }
}
