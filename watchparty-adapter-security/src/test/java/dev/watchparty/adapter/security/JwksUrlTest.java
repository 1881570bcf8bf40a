package dev.watchparty.adapter.security;

import static dev.watchparty.adapter.security.Forge.EC;
import static dev.watchparty.adapter.security.Forge.NOON;
import static dev.watchparty.adapter.security.Forge.ONE_O_CLOCK;
import static dev.watchparty.adapter.security.Forge.OTHER_RSA;
import static dev.watchparty.adapter.security.Forge.RSA;
import static dev.watchparty.adapter.security.Forge.SECRET;
import static dev.watchparty.adapter.security.Forge.claims;
import static dev.watchparty.adapter.security.Forge.es256;
import static dev.watchparty.adapter.security.Forge.hs;
import static dev.watchparty.adapter.security.Forge.hs256;
import static dev.watchparty.adapter.security.Forge.rs;
import static dev.watchparty.adapter.security.Forge.sign;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpServer;
import dev.watchparty.adapter.security.SharedSecret.ShortSecrets;
import dev.watchparty.application.port.Token;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwksUrlTest {

    /** A token is in force for an hour; these moments lie within it. */
    private static final Instant STALE = NOON.plus(JwksUrl.FRESH).plusSeconds(1);

    private final AtomicInteger reads = new AtomicInteger();
    private volatile String published = jwks(RSA, EC);
    private HttpServer provider;
    private JwtTokens tokens;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/jwks", exchange -> {
            reads.incrementAndGet();
            byte[] body = published.getBytes(UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 503 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        provider.start();
        tokens = new JwtTokens(List.of(SharedSecret.of(SECRET, ShortSecrets.REFUSED), JwksUrl.of(url())));
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    @Test
    void gives_keys_for_rs256_and_es256_and_is_read_once() {
        assertThat(tokens.verify(rs(JWSAlgorithm.RS256, RSA), NOON)).isPresent();
        assertThat(tokens.verify(es256(EC), NOON)).isPresent();
        assertThat(tokens.verify(rs(JWSAlgorithm.RS256, RSA), NOON.plus(Duration.ofMinutes(4))))
                .isPresent();
        assertThat(reads).hasValue(1);
    }

    @Test
    void is_not_read_for_tokens_of_the_shared_secret() {
        assertThat(tokens.verify(hs256(claims()), NOON)).isPresent();
        assertThat(tokens.verify(hs(JWSAlgorithm.HS256, "x".repeat(40).getBytes(UTF_8), claims()), NOON))
                .isEmpty();
        assertThat(reads).hasValue(0);
    }

    @Test
    void finds_the_key_of_a_token_that_names_none() {
        JWSHeader nameless = new JWSHeader(JWSAlgorithm.RS256);

        assertThat(tokens.verify(sign(nameless, () -> new RSASSASigner(RSA), claims()), NOON))
                .isPresent();
        assertThat(tokens.verify(sign(nameless, () -> new RSASSASigner(OTHER_RSA), claims()), NOON))
                .isEmpty();
    }

    @Test
    void gives_no_key_for_other_algorithms() {
        assertThat(tokens.verify(rs(JWSAlgorithm.RS512, RSA), NOON)).isEmpty();
        assertThat(tokens.verify(rs(JWSAlgorithm.PS256, RSA), NOON)).isEmpty();
        assertThat(tokens.verify(hs(JWSAlgorithm.HS256, Forge.publicKey(RSA).getEncoded(), claims()), NOON))
                .isEmpty();
    }

    @Test
    void gives_no_secret_even_if_it_publishes_one() {
        String leaked = "a secret that a provider published";
        published = jwks(RSA, new OctetSequenceKey.Builder(leaked.getBytes(UTF_8)).build());

        assertThat(tokens.verify(rs(JWSAlgorithm.RS256, RSA), NOON)).isPresent();
        assertThat(tokens.verify(hs(JWSAlgorithm.HS256, leaked.getBytes(UTF_8), claims()), NOON))
                .isEmpty();
    }

    @Test
    void gives_no_key_that_is_too_weak() {
        RSAKey weak = Forge.rsa("weak", 1024);
        published = jwks(weak);
        Token token = sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("weak").build(),
                () -> new RSASSASigner(weak.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance())),
                claims());

        assertThat(tokens.verify(token, NOON)).isEmpty();
    }

    @Test
    void is_read_again_when_the_keys_have_rotated() {
        assertThat(tokens.verify(rs(JWSAlgorithm.RS256, RSA), NOON)).isPresent();

        published = jwks(OTHER_RSA);

        assertThat(tokens.verify(rs(JWSAlgorithm.RS256, OTHER_RSA), NOON)).isPresent();
        assertThat(tokens.verify(rs(JWSAlgorithm.RS256, RSA), NOON)).isEmpty();
    }

    @Test
    void is_not_read_for_every_unknown_key_that_a_stranger_makes_up() {
        RSAKey stranger = new RSAKey.Builder(OTHER_RSA).keyID("made-up").build();
        Token forged = rs(JWSAlgorithm.RS256, stranger);
        for (int time = 0; time < 200; time++) {
            assertThat(tokens.verify(forged, NOON)).isEmpty();
        }

        assertThat(reads).hasValueLessThanOrEqualTo(2);
        assertThat(tokens.verify(rs(JWSAlgorithm.RS256, RSA), NOON)).isPresent();
    }

    @Test
    void keeps_its_keys_while_the_provider_is_down() {
        assertThat(tokens.verify(rs(JWSAlgorithm.RS256, RSA), NOON)).isPresent();

        provider.stop(0);

        assertThat(tokens.verify(rs(JWSAlgorithm.RS256, RSA), STALE)).isPresent();
        assertThat(tokens.verify(rs(JWSAlgorithm.RS256, RSA), ONE_O_CLOCK.minusSeconds(1)))
                .isPresent();
        assertThat(tokens.verify(rs(JWSAlgorithm.RS256, OTHER_RSA), STALE)).isEmpty();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"", "<html>maintenance</html>", "{}", "{\"keys\":7}", "[", "null"})
    void keeps_its_keys_while_the_provider_answers_nonsense(String nonsense) {
        assertThat(tokens.verify(rs(JWSAlgorithm.RS256, RSA), NOON)).isPresent();

        published = nonsense;

        assertThat(tokens.verify(rs(JWSAlgorithm.RS256, RSA), STALE)).isPresent();
        assertThat(reads).hasValue(2);
    }

    @Test
    void that_never_answered_refuses_its_tokens_and_leaves_others_alone() {
        provider.stop(0);

        assertThat(tokens.verify(rs(JWSAlgorithm.RS256, RSA), NOON)).isEmpty();
        assertThat(tokens.verify(rs(JWSAlgorithm.RS256, RSA), NOON)).isEmpty();
        assertThat(tokens.verify(rs(JWSAlgorithm.RS256, RSA), NOON)).isEmpty();
        assertThat(tokens.verify(hs256(claims()), NOON)).isPresent();
    }

    @Test
    void recovers_when_the_provider_comes_up_late() {
        published = "";
        assertThat(tokens.verify(rs(JWSAlgorithm.RS256, RSA), NOON)).isEmpty();

        published = jwks(RSA);

        assertThat(tokens.verify(rs(JWSAlgorithm.RS256, RSA), NOON.plus(JwksUrl.READ_INTERVAL)))
                .isPresent();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "",
                "jwks.json",
                "file:///etc/passwd",
                "ftp://h/jwks",
                "http:///jwks",
                "javascript:alert(1)",
                "https://a b/"
            })
    void must_be_an_absolute_http_url(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> JwksUrl.of(url)).withMessageContaining("JWKS URL");
    }

    private String url() {
        return "http://" + provider.getAddress().getAddress().getHostAddress() + ":"
                + provider.getAddress().getPort() + "/jwks";
    }

    private static String jwks(JWK... keys) {
        JWKSet set = new JWKSet(List.of(keys));
        return set.toString(/* publicKeysOnly= */ false);
    }
}
