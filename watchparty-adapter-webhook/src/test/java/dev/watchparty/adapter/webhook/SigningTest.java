package dev.watchparty.adapter.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningTest {

    private static final UUID ID = UUID.fromString("0f000000-0000-4000-8000-000000000001");
    private static final Instant AT = Instant.parse("2026-01-01T12:00:00.999Z");
    private static final byte[] BODY = "{\"type\":\"party.started\"}".getBytes(UTF_8);

    /** As printed by {@code openssl dgst -sha256 -hmac "$SECRET" -binary | base64}. */
    private static final String BY_OPENSSL = "v1,vGOuBCvpdSzrivP3TmJymrYtNUCzhysw7i06VOdgd1s=";

    private static final String SECRET = "a secret of twenty-four b";

    @Test
    void is_what_openssl_makes_of_the_same() {
        assertThat(WebhookSecret.parse(SECRET).sign(ID, AT, BODY)).isEqualTo(BY_OPENSSL);
    }

    @Test
    void takes_the_bytes_that_follow_the_prefix_in_base64() {
        String encoded = "whsec_" + Base64.getEncoder().encodeToString(SECRET.getBytes(UTF_8));

        assertThat(WebhookSecret.parse(encoded).sign(ID, AT, BODY)).isEqualTo(BY_OPENSSL);
    }

    @Test
    void takes_secrets_that_are_long_enough() {
        assertThat(WebhookSecret.parse("x".repeat(24)).sign(ID, AT, BODY)).startsWith("v1,");
        assertThat(WebhookSecret.parse("whsec_" + "A".repeat(32)).sign(ID, AT, BODY))
                .startsWith("v1,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xxxxxxxxxxxxxxxxxxxxxxx", "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "whsec_"})
    void refuses_secrets_that_are_too_short(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookSecret.parse(text))
                .withMessageContaining("at least 24");
    }

    @Test
    void refuses_base64_that_is_none_without_repeating_it() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookSecret.parse("whsec_geheimgeheimgeheim!geheimgeheim"))
                .withMessageNotContaining("geheim")
                .withStackTraceContaining("Illegal base64 character 21");
    }

    @Test
    void gives_no_secret_away() {
        assertThat(WebhookSecret.parse(SECRET)).hasToString("WebhookSecret[hidden]");
    }
}
