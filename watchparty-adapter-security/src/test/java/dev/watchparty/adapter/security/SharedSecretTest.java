package dev.watchparty.adapter.security;

import static dev.watchparty.adapter.security.Forge.NOON;
import static dev.watchparty.adapter.security.Forge.ONE_O_CLOCK;
import static dev.watchparty.adapter.security.Forge.USER;
import static dev.watchparty.adapter.security.Forge.base64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.watchparty.adapter.security.SharedSecret.ShortSecrets;
import dev.watchparty.application.port.Token;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedSecretTest {

    @Test
    void of_32_bytes_is_long_enough() {
        assertThat(SharedSecret.of("s".repeat(32), ShortSecrets.REFUSED)).isNotNull();
    }

    @Test
    void of_31_bytes_is_refused_with_its_length_and_the_remedy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SharedSecret.of("s".repeat(31), ShortSecrets.REFUSED))
                .withMessageContaining("31 bytes")
                .withMessageContaining("at least 32")
                .withMessageContaining("openssl rand -base64 32");
    }

    @Test
    void is_measured_in_bytes_as_the_rfc_does() {
        assertThat(SharedSecret.of("ü".repeat(16), ShortSecrets.REFUSED)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void is_never_blank(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SharedSecret.of(text, ShortSecrets.ALLOWED))
                .withMessageContaining("blank");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "s",
                "dev-secret",
                "thirty-one bytes, one too few..",
                "ß∂ƒ",
                "a secret of more than sixty-four bytes, which HMAC hashes before it uses it"
            })
    void checks_tokens_that_others_signed_by_plain_hmac(String text) {
        JwtTokens tokens = new JwtTokens(List.of(SharedSecret.of(text, ShortSecrets.ALLOWED)));
        String signed = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "."
                + base64("{\"sub\":\"" + USER + "\",\"exp\":" + ONE_O_CLOCK.getEpochSecond() + "}");

        assertThat(tokens.verify(new Token(signed + "." + PlainHmac.sha256(text, signed)), NOON))
                .isPresent();
        assertThat(tokens.verify(new Token(signed + "." + PlainHmac.sha256(text + "!", signed)), NOON))
                .isEmpty();
    }

    @Test
    void prints_nothing() {
        assertThat(SharedSecret.of("dev-secret", ShortSecrets.ALLOWED))
                .asString()
                .doesNotContain("dev-secret");
    }
}
