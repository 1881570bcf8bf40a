package dev.watchparty.domain.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InviteCodeTest {

    @Test
    void is_six_characters_of_32() {
        assertThat(InviteCode.ALPHABET).hasSize(32).doesNotContain("I", "O", "0", "1");
        assertThat(new InviteCode("K7QX2M").value()).isEqualTo("K7QX2M");
        assertThat(InviteCode.isCode("K7QX2M")).isTrue();
    }

    @Test
    void is_the_same_in_lower_case_in_every_language() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));

            assertThat(new InviteCode("k7qx2m")).isEqualTo(new InviteCode("K7QX2M"));
            assertThat(InviteCode.isCode("k7qx2m")).isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "", "K7QX2", "K7QX2MM", "K7QX2I", "K7QX2O", "K7QX20", "K7QX21", "K7QX2 ", " K7QX2M", "K7QX-M", "K7QX2Ä",
                "K7QX2і", "Ｋ7QX2M", "K7QX2\n", "😀😀😀", "ABCDEß", "ABCDEﬆ", "ABCDEŉ", "ABCDEı", "ABCDß"
            })
    void is_nothing_else(String text) {
        assertThat(InviteCode.isCode(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new InviteCode(text));
    }
}
