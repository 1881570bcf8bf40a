package dev.watchparty.adapter.security;

import static dev.watchparty.adapter.security.Forge.EC;
import static dev.watchparty.adapter.security.Forge.NOON;
import static dev.watchparty.adapter.security.Forge.ONE_O_CLOCK;
import static dev.watchparty.adapter.security.Forge.OTHER_EC;
import static dev.watchparty.adapter.security.Forge.OTHER_RSA;
import static dev.watchparty.adapter.security.Forge.OTHER_SECRET;
import static dev.watchparty.adapter.security.Forge.RSA;
import static dev.watchparty.adapter.security.Forge.SECRET;
import static dev.watchparty.adapter.security.Forge.USER;
import static dev.watchparty.adapter.security.Forge.base64;
import static dev.watchparty.adapter.security.Forge.claims;
import static dev.watchparty.adapter.security.Forge.es256;
import static dev.watchparty.adapter.security.Forge.hs;
import static dev.watchparty.adapter.security.Forge.hs256;
import static dev.watchparty.adapter.security.Forge.pem;
import static dev.watchparty.adapter.security.Forge.raw;
import static dev.watchparty.adapter.security.Forge.rs;
import static dev.watchparty.adapter.security.Forge.sign;
import static dev.watchparty.adapter.security.Forge.signed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import dev.watchparty.adapter.security.SharedSecret.ShortSecrets;
import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.Token;
import dev.watchparty.domain.participant.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerifyingTokensTest {

    private static final JwtTokens TOKENS = new JwtTokens(
            List.of(SharedSecret.of(SECRET, ShortSecrets.REFUSED), PemKey.parse(pem(RSA)), PemKey.parse(pem(EC))));

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void accepts(String what, Token token) {
        assertThat(TOKENS.verify(token, NOON))
                .hasValueSatisfying(
                        identity -> assertThat(identity.user()).isEqualTo(new UserId(UUID.fromString(USER))));
    }

    static Stream<Arguments> accepts() {
        return Stream.of(
                arguments("HS256 by the secret", hs256(claims())),
                arguments("RS256 by the key", rs(JWSAlgorithm.RS256, RSA)),
                arguments("ES256 by the key", es256(EC)),
                arguments("neither iat nor nbf", hs256(claims().issueTime(null).notBeforeTime(null))),
                arguments("nbf within the skew", hs256(claims().notBeforeTime(at(30)))),
                arguments("iat within the skew", hs256(claims().issueTime(at(30)))),
                arguments("exp a second from now", hs256(claims().expirationTime(at(1)))),
                arguments("sub in upper case", hs256(claims().subject(USER.toUpperCase(Locale.ROOT)))),
                arguments(
                        "claims we do not know",
                        hs256(claims().claim("roles", List.of("admin")).audience("them"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refuses(String what, Token token) {
        assertThat(TOKENS.verify(token, NOON)).isEmpty();
    }

    static Stream<Arguments> refuses() {
        String good = hs256(claims()).encoded();
        String[] parts = good.split("\\.", -1);
        String payload = "{\"sub\":\"" + USER + "\",\"exp\":" + ONE_O_CLOCK.getEpochSecond() + "}";
        return Stream.of(
                arguments("alg none without a signature", raw("{\"alg\":\"none\"}", payload, "")),
                arguments("alg none with a signature", raw("{\"alg\":\"none\"}", payload, parts[2])),
                arguments("alg None", raw("{\"alg\":\"None\"}", payload, "")),
                arguments("no alg", raw("{\"typ\":\"JWT\"}", payload, parts[2])),
                arguments("alg a number", raw("{\"alg\":256}", payload, parts[2])),
                arguments("an unknown alg", raw("{\"alg\":\"HS1\"}", payload, parts[2])),
                arguments(
                        "HS256 by the RSA public key as PEM",
                        hs(JWSAlgorithm.HS256, pem(RSA).getBytes(UTF_8), claims())),
                arguments(
                        "HS256 by the RSA public key as bytes",
                        hs(JWSAlgorithm.HS256, Forge.publicKey(RSA).getEncoded(), claims())),
                arguments("HS256 by another secret", hs(JWSAlgorithm.HS256, OTHER_SECRET.getBytes(UTF_8), claims())),
                arguments("HS384 by the secret", hs(JWSAlgorithm.HS384, (SECRET + SECRET).getBytes(UTF_8), claims())),
                arguments("RS256 by another key", rs(JWSAlgorithm.RS256, OTHER_RSA)),
                arguments("RS512 by the key", rs(JWSAlgorithm.RS512, RSA)),
                arguments("PS256 by the key", rs(JWSAlgorithm.PS256, RSA)),
                arguments("ES256 by another key", es256(OTHER_EC)),
                arguments(
                        "ES256 with a signature of zeros",
                        raw("{\"alg\":\"ES256\"}", payload, base64("\0".repeat(64)))),
                arguments("a header we must understand and do not", critical()),
                arguments("expired this instant", hs256(claims().expirationTime(at(0)))),
                arguments("expired an hour ago", hs256(claims().expirationTime(at(-3600)))),
                arguments("exp missing", hs256(claims().expirationTime(null))),
                arguments("exp beyond all numbers", signed(payload.replaceAll("\"exp\":\\d+", "\"exp\":-1e300"))),
                arguments("exp a text", signed(payload.replaceAll("\"exp\":(\\d+)", "\"exp\":\"$1\""))),
                arguments("exp null", signed(payload.replaceAll("\"exp\":\\d+", "\"exp\":null"))),
                arguments("nbf beyond the skew", hs256(claims().notBeforeTime(at(31)))),
                arguments("iat beyond the skew", hs256(claims().issueTime(at(31)))),
                arguments("sub missing", hs256(claims().subject(null))),
                arguments("sub empty", hs256(claims().subject(""))),
                arguments("sub no UUID", hs256(claims().subject("ann"))),
                arguments("sub a lax UUID", hs256(claims().subject("1-2-3-4-5"))),
                arguments("sub a UUID and more", hs256(claims().subject(USER + "0"))),
                arguments("sub a UUID in full-width digits", hs256(claims().subject(USER.replace('1', '１')))),
                arguments("sub a number", signed(payload.replace("\"" + USER + "\"", "7"))),
                arguments("sub a list", signed(payload.replace("\"" + USER + "\"", "[\"" + USER + "\"]"))),
                arguments("claims that are a list", signed("[" + payload + "]")),
                arguments("claims that are no JSON", signed("sub=ann")),
                arguments("claims that nest deeply", signed("{\"a\":" + "[".repeat(4000) + "]".repeat(4000) + "}")),
                arguments("no claims", signed("")),
                arguments(
                        "another payload under the signature",
                        new Token(parts[0] + "." + base64(payload) + "." + parts[2])),
                arguments("another signature", new Token(parts[0] + "." + parts[1] + "." + base64("x".repeat(32)))),
                arguments("half a signature", new Token(good.substring(0, good.length() - 20))),
                arguments("no signature", new Token(parts[0] + "." + parts[1] + ".")),
                arguments("two parts", new Token(parts[0] + "." + parts[1])),
                arguments("four parts", new Token(good + ".e30")),
                arguments("five parts, as if encrypted", new Token("e30.e30.e30.e30.e30")),
                arguments("nothing", new Token("")),
                arguments("dots", new Token("..")),
                arguments("text", new Token("not a token")),
                arguments("controls and half a surrogate pair", new Token("\0\n.\ud800.\uffff")),
                arguments("a header that nests deeply", raw("[".repeat(6000), payload, parts[2])),
                arguments("Bearer before it", new Token("Bearer " + good)));
    }

    @Test
    void accepts_a_token_at_the_size_limit_and_refuses_one_beyond() {
        int overhead = hs256(claims().claim("x", "")).encoded().length();
        int room = (JwtTokens.CHARACTERS_MAX - overhead) / 4 * 3;
        Token largest = hs256(claims().claim("x", "y".repeat(room)));
        Token larger = hs256(claims().claim("x", "y".repeat(room + 4)));

        assertThat(largest.encoded()).hasSizeBetween(JwtTokens.CHARACTERS_MAX - 4, JwtTokens.CHARACTERS_MAX);
        assertThat(larger.encoded()).hasSizeGreaterThan(JwtTokens.CHARACTERS_MAX);
        assertThat(TOKENS.verify(largest, NOON)).isPresent();
        assertThat(TOKENS.verify(larger, NOON)).isEmpty();
    }

    @Test
    void tells_when_the_token_ends() {
        assertThat(TOKENS.verify(hs256(claims()), NOON).map(Identity::expiresAt))
                .hasValue(ONE_O_CLOCK);
    }

    @Test
    void ends_a_token_that_would_never_end_after_a_year() {
        Token endless = signed("{\"sub\":\"" + USER + "\",\"exp\":9000000000000}");

        assertThat(TOKENS.verify(endless, NOON).map(Identity::expiresAt)).hasValue(NOON.plus(Claims.LIFE_MAX));
    }

    @Test
    void asks_the_time_it_is_given_and_no_clock() {
        Instant longAgo = Instant.parse("1999-12-31T23:00:00Z");
        Token token = hs256(claims().issueTime(Date.from(longAgo))
                .notBeforeTime(Date.from(longAgo))
                .expirationTime(Date.from(longAgo.plus(Duration.ofHours(1)))));

        assertThat(TOKENS.verify(token, longAgo.plus(Duration.ofMinutes(59)))).isPresent();
        assertThat(TOKENS.verify(token, longAgo.plus(Duration.ofMinutes(60)))).isEmpty();
        assertThat(TOKENS.verify(token, longAgo.minus(Duration.ofMinutes(1)))).isEmpty();
    }

    @Test
    void refuses_everything_without_keys() {
        JwtTokens keyless = new JwtTokens(List.of());

        assertThat(keyless.verify(hs256(claims()), NOON)).isEmpty();
        assertThat(keyless.verify(rs(JWSAlgorithm.RS256, RSA), NOON)).isEmpty();
    }

    /** Whoever gets an exception out of this may stop a server with one header. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_mutation_of_a_good_token_is_accepted_or_throws(long seed) {
        Random random = new Random(seed);
        List<Token> good = List.of(hs256(claims()), rs(JWSAlgorithm.RS256, RSA), es256(EC));
        for (int round = 0; round < 300; round++) {
            String original = good.get(random.nextInt(good.size())).encoded();
            String mutated = mutate(original, random);

            assertThat(TOKENS.verify(new Token(mutated), NOON))
                    .as(mutated)
                    .matches(identity ->
                            identity.isEmpty() || signedPartOf(mutated).equals(signedPartOf(original)));
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    /** Base64 has spellings of one value; only what was signed must be as it was. */
    private static String signedPartOf(String token) {
        return token.substring(0, token.lastIndexOf('.'));
    }

    private static String mutate(String token, Random random) {
        StringBuilder mutated = new StringBuilder(token);
        int changes = 1 + random.nextInt(4);
        for (int change = 0; change < changes; change++) {
            int place = random.nextInt(mutated.length());
            char character = (char) (random.nextBoolean() ? random.nextInt(0x80) : random.nextInt(0x10000));
            int kind = random.nextInt(4);
            if (kind == 0) mutated.setCharAt(place, character);
            if (kind == 1) mutated.insert(place, character);
            if (kind == 2) mutated.delete(place, Math.min(mutated.length(), place + 1 + random.nextInt(20)));
            if (kind == 3) mutated.insert(place, mutated.substring(place));
            if (mutated.isEmpty()) mutated.append('.');
        }
        return mutated.toString();
    }

    private static Date at(int secondsAfterNoon) {
        return Date.from(NOON.plusSeconds(secondsAfterNoon));
    }

    private static Token critical() {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .criticalParams(Set.of("http://example.com/strict"))
                .customParam("http://example.com/strict", true)
                .build();
        return sign(header, () -> new MACSigner(SECRET), claims());
    }
}
