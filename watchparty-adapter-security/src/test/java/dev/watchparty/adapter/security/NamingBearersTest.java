package dev.watchparty.adapter.security;

import static dev.watchparty.adapter.security.Forge.NOON;
import static dev.watchparty.adapter.security.Forge.ONE_O_CLOCK;
import static dev.watchparty.adapter.security.Forge.SECRET;
import static dev.watchparty.adapter.security.Forge.USER;
import static dev.watchparty.adapter.security.Forge.claims;
import static dev.watchparty.adapter.security.Forge.hs256;
import static dev.watchparty.adapter.security.Forge.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.watchparty.adapter.security.SharedSecret.ShortSecrets;
import dev.watchparty.application.port.Identity;
import dev.watchparty.domain.participant.Avatar;
import dev.watchparty.domain.participant.DisplayName;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.Username;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a token says about its bearer's name is taken as far as it can be shown, and keeps nobody out. */
class NamingBearersTest {

    private static final JwtTokens TOKENS = new JwtTokens(List.of(SharedSecret.of(SECRET, ShortSecrets.REFUSED)));
    private static final String DEFAULT = "user-11111111";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void names(String what, Map<String, Object> said, String username, String displayName) {
        assertThat(bearer(said))
                .isEqualTo(new Profile(new Username(username), new DisplayName(displayName), Avatar.NONE));
    }

    static Stream<Arguments> names() {
        return Stream.of(
                arguments("nothing said", Map.of(), DEFAULT, DEFAULT),
                arguments("both", Map.of("preferred_username", "ann", "name", "Ann A."), "ann", "Ann A."),
                arguments("both, in the other words", Map.of("username", "ann", "display_name", "Ann"), "ann", "Ann"),
                arguments(
                        "the standard words before the others",
                        Map.of("preferred_username", "a", "username", "b", "name", "C", "display_name", "D"),
                        "a",
                        "C"),
                arguments("a username alone", Map.of("preferred_username", "ann"), "ann", "ann"),
                arguments("a name alone", Map.of("name", "Ann"), DEFAULT, "Ann"),
                arguments("blanks", Map.of("preferred_username", " ", "name", "\t"), DEFAULT, DEFAULT),
                arguments("a blank, then a name", Map.of("name", " ", "display_name", "Ann"), DEFAULT, "Ann"),
                arguments("no texts", Map.of("preferred_username", 7, "name", List.of("Ann")), DEFAULT, DEFAULT),
                arguments("white space around", Map.of("name", "  Ann  "), DEFAULT, "Ann"),
                arguments("control characters", Map.of("name", "A\u0000n\u001b\u0085n\r\n"), DEFAULT, "Ann"),
                arguments("characters that turn a line", Map.of("name", "\u202eAnn\u202c"), DEFAULT, "Ann"),
                arguments("these alone", Map.of("name", "\u202e\u2069"), DEFAULT, DEFAULT),
                arguments("control characters alone", Map.of("name", "\u0000\u0007"), DEFAULT, DEFAULT),
                arguments("50 emoji", Map.of("name", "😀".repeat(50)), DEFAULT, "😀".repeat(50)),
                arguments("51 emoji", Map.of("name", "😀".repeat(51)), DEFAULT, "😀".repeat(50)),
                arguments("a cut behind a space", Map.of("name", "x".repeat(49) + " yz"), DEFAULT, "x".repeat(49)),
                arguments("a username of 100", Map.of("username", "u".repeat(100)), "u".repeat(100), "u".repeat(50)),
                arguments("a username of 101", Map.of("username", "u".repeat(101)), "u".repeat(100), "u".repeat(50)));
    }

    @Test
    void drops_half_surrogate_pairs_which_json_can_spell() {
        assertThat(bearerSaying("Ann\\ud83d").displayName()).isEqualTo(new DisplayName("Ann"));
        assertThat(bearerSaying("\\ude00Ann\\ud83d").displayName()).isEqualTo(new DisplayName("Ann"));
        assertThat(bearerSaying("\\ud83d\\ude00").displayName()).isEqualTo(new DisplayName("😀"));
        assertThat(bearerSaying("\\ud83d").displayName()).isEqualTo(new DisplayName(DEFAULT));
    }

    @Test
    void shows_a_picture_from_the_web() {
        assertThat(bearer(Map.of("picture", "https://h/a.png")).avatar()).isEqualTo(Avatar.at("https://h/a.png"));
        assertThat(bearer(Map.of("avatar_url", "https://h/b.png")).avatar()).isEqualTo(Avatar.at("https://h/b.png"));
        assertThat(bearer(Map.of("picture", "data:x", "avatar_url", "http://h/c.png"))
                        .avatar())
                .isEqualTo(Avatar.at("http://h/c.png"));
    }

    @Test
    void shows_no_picture_that_could_run_a_script() {
        assertThat(bearer(Map.of("picture", "javascript:alert(1)")).avatar()).isEqualTo(Avatar.NONE);
        assertThat(bearer(Map.of("picture", 7)).avatar()).isEqualTo(Avatar.NONE);
    }

    private static Profile bearer(Map<String, Object> said) {
        var claims = claims();
        said.forEach(claims::claim);
        return TOKENS.verify(hs256(claims), NOON).map(Identity::profile).orElseThrow();
    }

    private static Profile bearerSaying(String nameInJson) {
        String payload = "{\"sub\":\"" + USER + "\",\"exp\":" + ONE_O_CLOCK.getEpochSecond() + ",\"name\":\""
                + nameInJson + "\"}";
        return TOKENS.verify(signed(payload), NOON).map(Identity::profile).orElseThrow();
    }
}
