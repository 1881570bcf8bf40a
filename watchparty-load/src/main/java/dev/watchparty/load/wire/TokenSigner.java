package dev.watchparty.load.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs access tokens (JWT, HS256) with the secret that the server checks them with. */
public final class TokenSigner {

    /** Longer than any run. */
    static final Duration LIFETIME = Duration.ofHours(12);

    private static final String HEADER = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

    private final SecretKeySpec key;
    private final long issuedAt;

    public TokenSigner(String secret, Instant now) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.issuedAt = now.getEpochSecond();
    }

    public String sign(LoadUser user) {
        String claims = "{\"sub\":\"" + user.id() + "\",\"preferred_username\":\"" + user.name() + "\",\"iat\":"
                + issuedAt + ",\"exp\":" + (issuedAt + LIFETIME.toSeconds()) + "}";
        String signed = HEADER + "." + base64(claims);
        return signed + "." + base64(mac(signed));
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java platform has HmacSHA256", impossible);
        }
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
