package dev.watchparty.domain.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {

    @Test
    void shows_a_name_of_1_to_50_characters() {
        assertThat(new DisplayName(" Ann ").value()).isEqualTo("Ann");
        assertThat(new DisplayName("😀".repeat(50)).value()).isEqualTo("😀".repeat(50));
        assertThatIllegalArgumentException().isThrownBy(() -> new DisplayName("😀".repeat(51)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DisplayName(" "))
                .withMessageContaining("display_name");
    }

    @Test
    void shows_a_username_of_1_to_100_characters() {
        assertThat(new Username("u".repeat(100)).value()).hasSize(100);
        assertThatIllegalArgumentException().isThrownBy(() -> new Username("u".repeat(101)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Username("")).withMessageContaining("username");
    }

    @Test
    void shows_a_picture_from_the_web() {
        assertThat(Avatar.at("https://h/a.png").url()).hasValue("https://h/a.png");
        assertThat(Avatar.at("HTTP://h/a.png").url()).hasValue("HTTP://h/a.png");
        assertThat(Avatar.at("https://h/😀.png").url()).hasValue("https://h/😀.png");
        assertThat(Avatar.NONE.url()).isEmpty();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "",
                "a.png",
                "javascript:alert(1)",
                "data:image/png;base64,AA",
                "https://",
                "https://h/a b",
                "https://h/\n",
                "https://h/\ud800.png",
                "https://h/\udc00\ud800.png"
            })
    void shows_no_other_picture_and_keeps_nobody_out_for_it(String url) {
        assertThat(Avatar.at(url)).isEqualTo(Avatar.NONE);
    }

    @Test
    void shows_a_picture_whose_address_has_2048_characters_and_no_more() {
        String longest = "https://h/" + "x".repeat(2038);

        assertThat(Avatar.at(longest).url()).hasValue(longest);
        assertThat(Avatar.at(longest + "x")).isEqualTo(Avatar.NONE);
    }
}
