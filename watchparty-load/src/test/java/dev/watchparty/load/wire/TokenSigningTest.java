package dev.watchparty.load.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class TokenSigningTest {

    private static final String SECRET = "a secret of at least thirty-two bytes";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final String token = new TokenSigner(SECRET, NOON).sign(new LoadUser(3));
    private final String[] parts = token.split("\\.", -1);

    @Test
    void signs_with_hmac_sha256_over_header_and_claims() throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] expected = mac.doFinal((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));

        assertThat(parts).hasSize(3);
        assertThat(Base64.getUrlDecoder().decode(parts[2])).isEqualTo(expected);
        assertThat(json(parts[0]).path("alg").asText()).isEqualTo("HS256");
    }

    @Test
    void claims_who_the_user_is_and_until_when() {
        JsonNode claims = json(parts[1]);

        assertThat(claims.path("sub").asText()).isEqualTo("10ad0000-0000-4000-8000-000000000003");
        assertThat(claims.path("preferred_username").asText()).isEqualTo("load-3");
        assertThat(claims.path("iat").asLong()).isEqualTo(NOON.getEpochSecond());
        assertThat(claims.path("exp").asLong())
                .isEqualTo(NOON.plus(TokenSigner.LIFETIME).getEpochSecond());
    }

    private static JsonNode json(String part) {
        try {
            return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(part));
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
