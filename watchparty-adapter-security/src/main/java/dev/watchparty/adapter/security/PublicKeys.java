package dev.watchparty.adapter.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import java.security.Key;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** Which public keys are accepted, and the one algorithm that each of them is for. */
final class PublicKeys {

    /** RFC 7518, section 3.3. */
    static final int RSA_BITS_MIN = 2048;

    private PublicKeys() {}

    /** RS256 for RSA of at least {@value #RSA_BITS_MIN} bits, ES256 for the curve P-256, nothing for the rest. */
    static Optional<JWSAlgorithm> algorithmOf(Key key) {
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= RSA_BITS_MIN) {
            return Optional.of(JWSAlgorithm.RS256);
        }
        if (key instanceof ECPublicKey ec && Curve.P_256.equals(Curve.forECParameterSpec(ec.getParams()))) {
            return Optional.of(JWSAlgorithm.ES256);
        }
        return Optional.empty();
    }

    /** What checks the signatures of {@code key}, if that is one for {@code algorithm}. */
    static Optional<JWSVerifier> verifier(Key key, JWSAlgorithm algorithm) {
        if (algorithmOf(key).filter(algorithm::equals).isEmpty()) return Optional.empty();
        try {
            return Optional.of(
                    key instanceof RSAPublicKey rsa ? new RSASSAVerifier(rsa) : new ECDSAVerifier((ECPublicKey) key));
        } catch (JOSEException unusable) {
            return Optional.empty(); // A point that is not on its curve.
        }
    }
}
