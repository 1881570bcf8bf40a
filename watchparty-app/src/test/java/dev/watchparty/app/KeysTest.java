package dev.watchparty.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.watchparty.adapter.web.http.Limits;
import dev.watchparty.adapter.web.socket.SocketWorld.Pace;
import dev.watchparty.app.Config.LogFormat;
import dev.watchparty.app.Config.Webhooks;
import dev.watchparty.application.party.FollowParty;
import dev.watchparty.application.party.RetentionPolicy;
import dev.watchparty.application.port.RateLimiter.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path dataDir;

    private Config config(String host, @Nullable String secret, @Nullable String jwksUrl, @Nullable Path publicKey) {
        return new Config(
                host,
                0,
                dataDir,
                null,
                secret,
                jwksUrl,
                publicKey,
                null,
                List.of(),
                List.of(),
                /* areGuestsWelcome= */ true,
                Limits.DEFAULT,
                new Pace(new Limit("chats", 10, MINUTE), new Limit("reactions", 30, MINUTE), Pace.COMMANDS_PER_SECOND),
                FollowParty.HOST_GRACE,
                RetentionPolicy.DEFAULT,
                Webhooks.NONE,
                LogFormat.TEXT);
    }

    private static Keys keys(Config config) {
        return Keys.of(config, new SecureRandom());
    }

    @Test
    void a_secret_is_made_once_and_kept_for_its_owner_alone() throws IOException {
        keys(config("0.0.0.0", null, null, null));
        Path file = dataDir.resolve("jwt-secret");
        String made = Files.readString(file);
        keys(config("0.0.0.0", null, null, null));

        assertThat(made.strip()).hasSizeGreaterThanOrEqualTo(64);
        assertThat(Files.readString(file)).isEqualTo(made);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(dataDir).isDirectoryNotContaining("glob:**/.secret-*");
    }

    @Test
    void a_short_secret_is_refused_where_others_can_reach_the_server() {
        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> keys(config("0.0.0.0", "short", null, null)))
                .withMessageContaining("WATCHPARTY_JWT_SECRET")
                .withMessageContaining("32");
    }

    @Test
    void a_short_secret_will_do_on_a_loopback_address() {
        assertThat(keys(config("127.0.0.1", "short", null, null)).own()).isNotNull();
    }

    @Test
    void a_wrong_key_stops_the_start_with_a_sentence_that_names_the_setting() {
        String secret = "a secret of more than thirty-two bytes";
        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> keys(config("0.0.0.0", secret, "file:///etc/passwd", null)))
                .withMessageContaining("WATCHPARTY_JWKS_URL");
        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> keys(config("0.0.0.0", secret, null, dataDir.resolve("missing.pem"))))
                .withMessageContaining("WATCHPARTY_JWT_PUBLIC_KEY");
    }
}
