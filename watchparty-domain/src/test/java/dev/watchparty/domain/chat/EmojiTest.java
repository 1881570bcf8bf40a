package dev.watchparty.domain.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {

    /** Written in code points: what fonts make of them differs, and so would what a reader sees. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            a letter,                              0061
            a letter with its accent apart,        0065 0301
            a syllable of Hangul in its parts,     1112 1161 11AB
            a smile,                               1F600
            a heart in colour,                     2764 FE0F
            a thumb with a skin tone,              1F44D 1F3FD
            a keycap,                              0031 FE0F 20E3
            a flag of two letters,                 1F1E9 1F1EA
            a flag of tags: Scotland,              1F3F4 E0067 E0062 E0073 E0063 E0074 E007F
            a flag joined: the rainbow,            1F3F3 FE0F 200D 1F308
            a family of four,                      1F468 200D 1F469 200D 1F467 200D 1F466
            a family of four with skin tones,      1F468 1F3FF 200D 1F469 1F3FF 200D 1F467 1F3FF 200D 1F466 1F3FF
            a kiss with skin tones,                1F9D1 1F3FB 200D 2764 FE0F 200D 1F48B 200D 1F9D1 1F3FF
            a profession,                          1F469 1F3FD 200D 1F680
            a heart on fire,                       2764 FE0F 200D 1F525
            a new one: the shaking face,           1FAE8
            """)
    void is_one_character_as_people_see_it(String name, String codePoints) {
        String value = text(codePoints);

        assertThat(new Emoji(value).value()).as(name).isEqualTo(value);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            two letters,                           0061 0062
            two smiles,                            1F600 1F600
            two flags,                             1F1E9 1F1EA 1F1EB 1F1F7
            two keycaps,                           0031 FE0F 20E3 0032 FE0F 20E3
            a family and a smile,                  1F468 200D 1F469 200D 1F467 1F600
            a smile and a letter,                  1F600 0061
            a letter and a smile,                  0061 1F600
            two words,                             1F600 0020 1F600
            """)
    void is_not_two(String name, String codePoints) {
        assertThatIllegalArgumentException()
                .as(name)
                .isThrownBy(() -> new Emoji(text(codePoints)))
                .withMessage("emoji must be one character, as people see it");
    }

    /** What is called zalgo: a letter that climbs over its neighbours. */
    @Test
    void has_16_code_points_and_no_more() {
        assertThat(new Emoji("e" + "\u0301".repeat(15)).value()).hasSize(16);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Emoji("e" + "\u0301".repeat(16)))
                .withMessage("emoji must have 1 to 16 characters, but has 17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\u0000", "\uD83D", "\u200B"})
    void is_neither_nothing_nor_a_control_character_nor_half_a_pair(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Emoji(value));
    }

    @Test
    void loses_the_white_space_around_it() {
        assertThat(new Emoji(" 🎬 ")).isEqualTo(new Emoji("🎬"));
    }

    private static String text(String codePoints) {
        StringBuilder text = new StringBuilder();
        for (String codePoint : codePoints.split(" ", -1)) {
            text.appendCodePoint(Integer.parseInt(codePoint, 16));
        }
        return text.toString();
    }
}
