package dev.watchparty.adapter.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A secret that signs and checks tokens by HS256. It prints nothing. */
public final class SharedSecret implements TokenKeys {

    /** RFC 7518, section 3.2: a key of the size of the hash, or larger. */
    public static final int BYTES_MIN = 32;

    static final JWSAlgorithm ALGORITHM = JWSAlgorithm.HS256;

    /** What to do about a secret of fewer than {@value SharedSecret#BYTES_MIN} bytes. */
    public enum ShortSecrets {
        REFUSED,
        /** For servers that nobody else can reach: a short secret can be guessed from one token. */
        ALLOWED
    }

    private final JWSSigner signer;
    private final JWSVerifier verifier;

    private SharedSecret(JWSSigner signer, JWSVerifier verifier) {
        this.signer = signer;
        this.verifier = verifier;
    }

    /**
     * The secret whose bytes are {@code text} in UTF-8.
     *
     * @throws IllegalArgumentException if it is blank, or too short and that is not allowed
     */
    public static SharedSecret of(String text, ShortSecrets shortSecrets) {
        byte[] bytes = text.getBytes(UTF_8);
        if (text.isBlank()) throw new IllegalArgumentException("the JWT secret is blank");
        if (bytes.length < BYTES_MIN && shortSecrets == ShortSecrets.REFUSED) {
            throw new IllegalArgumentException("the JWT secret has " + bytes.length + " bytes, but needs at least "
                    + BYTES_MIN + "; use a longer one, such as 'openssl rand -base64 32' prints,"
                    + " or listen on a loopback address only");
        }
        // HMAC fills a key up with zero bytes by itself (RFC 2104, section 2), so doing it here changes no signature.
        byte[] key = Arrays.copyOf(bytes, Math.max(bytes.length, BYTES_MIN));
        try {
            return new SharedSecret(new MACSigner(key), new MACVerifier(key));
        } catch (JOSEException impossible) {
            throw new AssertionError("a key of " + key.length + " bytes is long enough", impossible);
        }
    }

    JWSSigner signer() {
        return signer;
    }

    @Override
    public List<JWSVerifier> verifiersFor(JWSHeader header, Instant now) {
        return ALGORITHM.equals(header.getAlgorithm()) ? List.of(verifier) : List.of();
    }

    @Override
    public String toString() {
        return "SharedSecret[hidden]";
    }
}
