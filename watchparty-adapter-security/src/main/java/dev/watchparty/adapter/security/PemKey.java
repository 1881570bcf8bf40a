package dev.watchparty.adapter.security;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One public key, as operators paste it: RSA of at least 2048 bits for RS256, or EC P-256 for ES256. */
public final class PemKey implements TokenKeys {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----(.+?)-----END PUBLIC KEY-----", Pattern.DOTALL);

    private final PublicKey key;

    private PemKey(PublicKey key) {
        this.key = key;
    }

    /**
     * The key in {@code pem}, whose line breaks may also be written {@code \n}, as in environment files.
     *
     * @throws IllegalArgumentException if that is no such key
     */
    public static PemKey parse(String pem) {
        Matcher matcher = PEM.matcher(pem.replace("\\n", "\n"));
        if (!matcher.find()) {
            throw new IllegalArgumentException("the JWT public key must begin with -----BEGIN PUBLIC KEY-----"
                    + " and end with -----END PUBLIC KEY-----");
        }
        PublicKey key = decode(matcher.group(1));
        if (PublicKeys.algorithmOf(key).isEmpty()) {
            throw new IllegalArgumentException("the JWT public key must be RSA of at least " + PublicKeys.RSA_BITS_MIN
                    + " bits, or EC on the curve P-256");
        }
        return new PemKey(key);
    }

    private static PublicKey decode(String base64) {
        X509EncodedKeySpec encoded = new X509EncodedKeySpec(bytes(base64));
        return Stream.of("RSA", "EC")
                .flatMap(algorithm -> decode(encoded, algorithm))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the JWT public key is neither RSA nor EC"));
    }

    private static Stream<PublicKey> decode(X509EncodedKeySpec encoded, String algorithm) {
        try {
            return Stream.of(KeyFactory.getInstance(algorithm).generatePublic(encoded));
        } catch (GeneralSecurityException ofAnotherKind) {
            return Stream.empty();
        }
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("the JWT public key is not in base64", malformed);
        }
    }

    @Override
    public List<JWSVerifier> verifiersFor(JWSHeader header, Instant now) {
        return PublicKeys.verifier(key, header.getAlgorithm()).stream().toList();
    }
}
