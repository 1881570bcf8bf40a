package dev.watchparty.adapter.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A secret that signs messages by HMAC-SHA256, scheme v1 of Standard Webhooks. It prints nothing. */
public final class WebhookSecret {

    /** Standard Webhooks 1.0.0, signature scheme. */
    public static final int BYTES_MIN = 24;

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey key;

    private WebhookSecret(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * The secret that {@code text} is: bytes in base64 after {@code whsec_}, or else its own bytes in UTF-8.
     *
     * @throws IllegalArgumentException if it is too short, or no base64 after {@code whsec_}
     */
    public static WebhookSecret parse(String text) {
        byte[] bytes = text.startsWith(PREFIX) ? decode(text.substring(PREFIX.length())) : text.getBytes(UTF_8);
        if (bytes.length < BYTES_MIN) {
            throw new IllegalArgumentException("a webhook secret has " + bytes.length + " bytes, but needs at least "
                    + BYTES_MIN + "; use " + PREFIX + " and what 'openssl rand -base64 32' prints");
        }
        return new WebhookSecret(bytes);
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "a webhook secret that begins with " + PREFIX + " goes on in base64", malformed);
        }
    }

    /** The signature of {@code body} as sent at {@code at}. */
    String sign(UUID id, Instant at, byte[] body) {
        Mac mac = mac();
        mac.update((id + "." + at.getEpochSecond() + ".").getBytes(UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new AssertionError("every Java has " + ALGORITHM, impossible);
        }
    }

    @Override
    public String toString() {
        return "WebhookSecret[hidden]";
    }
}
