package dev.watchparty.domain.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    /** A family of four: seven code points, eleven UTF-16 units, 25 bytes. */
    private static final String FAMILY = "👨‍👩‍👧‍👦";

    @Test
    void counts_characters_and_neither_bytes_nor_halves() {
        assertThat(Text.line("x", "映".repeat(10), 1, 10)).isEqualTo("映".repeat(10));
        assertThat(Text.line("x", "😀".repeat(10), 1, 10)).isEqualTo("😀".repeat(10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Text.line("x", "😀".repeat(11), 1, 10))
                .withMessage("x must have 1 to 10 characters, but has 11");
        assertThatIllegalArgumentException().isThrownBy(() -> Text.line("x", "😀", 2, 10));
    }

    @Test
    void leaves_joined_emoji_as_they_are() {
        assertThat(Text.line("x", FAMILY, 1, 7)).isEqualTo(FAMILY);
        assertThat(Text.lines("x", FAMILY + FAMILY, 1, 14)).isEqualTo(FAMILY + FAMILY);
        assertThatIllegalArgumentException().isThrownBy(() -> Text.line("x", FAMILY, 1, 6));
    }

    @Test
    void strips_white_space_before_it_counts() {
        assertThat(Text.line("x", "\t  Ann \n", 1, 3)).isEqualTo("Ann");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Text.line("x", " \n\u2003 ", 1, 3))
                .withMessageContaining("but has 0");
    }

    @Test
    void drops_from_a_line_what_would_turn_the_words_after_it() {
        assertThat(Text.line("x", "\u202eAnn\u202c \u2067B\u2069 \u202a\u202b\u202d\u2066\u2068", 1, 5))
                .isEqualTo("Ann B");
        assertThat(Text.line("x", "\u05e9\u05dc\u05d5\u05dd\u200f!", 1, 6))
                .isEqualTo("\u05e9\u05dc\u05d5\u05dd\u200f!");
        assertThat(Text.lines("x", "\u202eAnn", 1, 4)).isEqualTo("\u202eAnn");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Text.line("x", "\u202e \u202c", 1, 5))
                .withMessageContaining("but has 0");
    }

    @ParameterizedTest(name = "[{index}]")
    @ValueSource(strings = {"a\ud83d", "\ude00a", "\ud83d\ud83d\ude00", "\ude00\ud83d"})
    void refuses_half_surrogate_pairs(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Text.line("x", value, 1, 10))
                .withMessage("x holds half a surrogate pair");
        assertThatIllegalArgumentException().isThrownBy(() -> Text.lines("x", value, 1, 10));
    }

    @ParameterizedTest(name = "[{index}]")
    @ValueSource(strings = {"a\u0000b", "a\u001bb", "a\u007fb", "a\u0085b", "a\u009fb"})
    void refuses_control_characters(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Text.line("x", value, 1, 10))
                .withMessage("x holds a control character");
        assertThatIllegalArgumentException().isThrownBy(() -> Text.lines("x", value, 1, 10));
    }

    @Test
    void breaks_lines_only_where_there_may_be_several() {
        assertThat(Text.lines("x", "a\r\n\tb", 1, 10)).isEqualTo("a\r\n\tb");
        assertThatIllegalArgumentException().isThrownBy(() -> Text.line("x", "a\nb", 1, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> Text.line("x", "a\tb", 1, 10));
    }
}
