package dev.watchparty.domain.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://media.example/film.mp4",
                "HTTP://media.example/film.mp4?a=b#t=5",
                "http://127.0.0.1:8080/film.webm",
                "http://[::1]/film.webm",
                "https://media.example/Filmabend/Käse.mp4"
            })
    void is_an_absolute_http_url(String value) {
        assertThat(new MediaUrl(value).value()).isEqualTo(value);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "",
                " ",
                "film.mp4",
                "//media.example/film.mp4",
                "javascript:alert(1)",
                "JAVASCRIPT:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "ftp://media.example/film.mp4",
                "https:///film.mp4",
                "https:film.mp4",
                "https://media.example/a b",
                "https://media.example/\n",
                "https://media.example/<script>"
            })
    void is_nothing_else(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaUrl(value))
                .withMessageStartingWith("url ");
    }

    @Test
    void has_2048_characters_and_no_more() {
        String start = "https://media.example/";
        String longest = start + "x".repeat(2048 - start.length());

        assertThat(new MediaUrl(longest).value()).hasSize(2048);
        assertThatIllegalArgumentException().isThrownBy(() -> new MediaUrl(longest + "x"));
    }
}
