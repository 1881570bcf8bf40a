package dev.watchparty.adapter.security;

import static dev.watchparty.adapter.security.Forge.EC;
import static dev.watchparty.adapter.security.Forge.NOON;
import static dev.watchparty.adapter.security.Forge.RSA;
import static dev.watchparty.adapter.security.Forge.es256;
import static dev.watchparty.adapter.security.Forge.pem;
import static dev.watchparty.adapter.security.Forge.rs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PemKeyTest {

    @Test
    void may_have_line_breaks_as_environment_files_write_them() {
        JwtTokens tokens = new JwtTokens(List.of(PemKey.parse(pem(RSA).replace("\n", "\\n"))));

        assertThat(tokens.verify(rs(JWSAlgorithm.RS256, RSA), NOON)).isPresent();
    }

    @Test
    void of_one_kind_checks_no_token_of_another() {
        assertThat(new JwtTokens(List.of(PemKey.parse(pem(RSA)))).verify(es256(EC), NOON))
                .isEmpty();
        assertThat(new JwtTokens(List.of(PemKey.parse(pem(EC)))).verify(rs(JWSAlgorithm.RS256, RSA), NOON))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refuses_at_the_start(String what, String pem, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> PemKey.parse(pem)).withMessageContaining(message);
    }

    static Stream<Arguments> refuses_at_the_start() throws JOSEException {
        return Stream.of(
                arguments("nothing", "", "BEGIN PUBLIC KEY"),
                arguments("a private key", pem("PRIVATE KEY", RSA.toPrivateKey().getEncoded()), "BEGIN PUBLIC KEY"),
                arguments("no end", pem(RSA).replace("-----END PUBLIC KEY-----", ""), "END PUBLIC KEY"),
                arguments("no base64", pem(RSA).replace("MII", "%%%"), "base64"),
                arguments("no key", pem("PUBLIC KEY", new byte[] {1, 2, 3}), "neither RSA nor EC"),
                arguments("RSA of 1024 bits", pem(Forge.rsa("weak", 1024)), "2048 bits"),
                arguments("EC P-384", pem(Forge.ec("other", Curve.P_384)), "P-256"));
    }
}
