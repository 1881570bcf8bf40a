package dev.watchparty.app;

import dev.watchparty.adapter.security.JwksUrl;
import dev.watchparty.adapter.security.JwtTokens;
import dev.watchparty.adapter.security.PemKey;
import dev.watchparty.adapter.security.SharedSecret;
import dev.watchparty.adapter.security.SharedSecret.ShortSecrets;
import dev.watchparty.adapter.security.TokenKeys;
import dev.watchparty.application.port.TokenVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that tokens are checked with.
 *
 * @param own signs what this server issues
 */
record Keys(SharedSecret own, TokenVerifier verifier) {

    private static final int SECRET_BYTES = 48;
    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);

    /** @throws StartException if a key is no good, naming the setting */
    static Keys of(Config config, SecureRandom random) {
        SharedSecret own = setting("--jwt-secret (WATCHPARTY_JWT_SECRET)", () -> secret(config, random));
        List<TokenKeys> all = new ArrayList<>(List.of(own));
        String jwksUrl = config.jwksUrl();
        if (jwksUrl != null) all.add(setting("--jwks-url (WATCHPARTY_JWKS_URL)", () -> JwksUrl.of(jwksUrl)));
        Path publicKey = config.jwtPublicKey();
        if (publicKey != null) {
            all.add(setting(
                    "--jwt-public-key (WATCHPARTY_JWT_PUBLIC_KEY)", () -> PemKey.parse(Files.readString(publicKey))));
        }
        return new Keys(own, new JwtTokens(all));
    }

    private static SharedSecret secret(Config config, SecureRandom random) throws IOException {
        String configured = config.jwtSecret();
        if (configured == null) return SharedSecret.of(kept(config.dataDir(), random), ShortSecrets.REFUSED);
        boolean isShort = configured.getBytes(StandardCharsets.UTF_8).length < SharedSecret.BYTES_MIN;
        if (isShort) LOG.warn("the JWT secret is short; that is accepted on a loopback address only");
        return SharedSecret.of(configured, isLoopback(config.host()) ? ShortSecrets.ALLOWED : ShortSecrets.REFUSED);
    }

    /** The secret of the data directory, made when it is asked for first. */
    private static String kept(Path dataDir, SecureRandom random) throws IOException {
        Path file = dataDir.resolve("jwt-secret");
        if (Files.exists(file)) return Files.readString(file).strip();
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        SecretFile.write(file, secret);
        return secret;
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /** Something that a setting says how to read. */
    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T setting(String name, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IllegalArgumentException wrong) {
            throw new StartException(name + ": " + wrong.getMessage(), wrong);
        } catch (IOException unreadable) {
            throw new StartException(name + ": cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
