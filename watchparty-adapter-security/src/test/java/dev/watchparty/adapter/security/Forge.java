package dev.watchparty.adapter.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.watchparty.application.port.Token;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** Makes the tokens and keys of these tests, right ones and wrong ones. */
final class Forge {

    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final Instant ONE_O_CLOCK = NOON.plus(Duration.ofHours(1));

    static final String USER = "11111111-2222-4333-8444-abcdefabcdef";
    static final String SECRET = "a secret of more than thirty-two bytes";
    static final String OTHER_SECRET = "another secret of more than thirty-two";

    static final RSAKey RSA = rsa("rsa-1", 2048);
    static final RSAKey OTHER_RSA = rsa("rsa-2", 2048);
    static final ECKey EC = ec("ec-1", Curve.P_256);
    static final ECKey OTHER_EC = ec("ec-2", Curve.P_256);

    private Forge() {}

    /** Claims that are in force at noon. */
    static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject(USER)
                .issueTime(Date.from(NOON))
                .notBeforeTime(Date.from(NOON))
                .expirationTime(Date.from(ONE_O_CLOCK));
    }

    static Token hs256(JWTClaimsSet.Builder claims) {
        return hs(JWSAlgorithm.HS256, SECRET.getBytes(UTF_8), claims);
    }

    static Token hs(JWSAlgorithm algorithm, byte[] secret, JWTClaimsSet.Builder claims) {
        return sign(new JWSHeader(algorithm), () -> new MACSigner(secret), claims);
    }

    /** A token of {@code key} that names it. */
    static Token rs(JWSAlgorithm algorithm, RSAKey key) {
        return sign(
                new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), () -> new RSASSASigner(key), claims());
    }

    static Token es256(ECKey key) {
        return sign(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                () -> new ECDSASigner(key),
                claims());
    }

    static Token sign(JWSHeader header, SignerSource signer, JWTClaimsSet.Builder claims) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims.build());
            jwt.sign(signer.get());
            return new Token(jwt.serialize());
        } catch (JOSEException broken) {
            throw new AssertionError(broken);
        }
    }

    /** The three parts of a token from plain text, signed by nobody. */
    static Token raw(String header, String payload, String signature) {
        return new Token(base64(header) + "." + base64(payload) + "." + signature);
    }

    /** A token whose signature by the secret is right, whatever its payload. */
    static Token signed(String payload) {
        String signed = base64("{\"alg\":\"HS256\"}") + "." + base64(payload);
        return new Token(signed + "." + PlainHmac.sha256(SECRET, signed));
    }

    static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    static String pem(JWK key) {
        return pem("PUBLIC KEY", publicKey(key).getEncoded());
    }

    static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END " + kind + "-----\n";
    }

    static PublicKey publicKey(JWK key) {
        try {
            return key instanceof RSAKey rsa ? rsa.toPublicKey() : key.toECKey().toPublicKey();
        } catch (JOSEException broken) {
            throw new AssertionError(broken);
        }
    }

    static RSAKey rsa(String id, int bits) {
        try {
            return new RSAKeyGenerator(bits, /* allowWeakKeys= */ true)
                    .keyID(id)
                    .generate();
        } catch (JOSEException broken) {
            throw new AssertionError(broken);
        }
    }

    static ECKey ec(String id, Curve curve) {
        try {
            return new ECKeyGenerator(curve).keyID(id).generate();
        } catch (JOSEException broken) {
            throw new AssertionError(broken);
        }
    }

    /** Makes what signs a token. */
    @FunctionalInterface
    interface SignerSource {
        JWSSigner get() throws JOSEException;
    }
}
