package dev.watchparty.domain.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ChatTextTest {

    @Test
    void has_1_to_1000_characters_in_every_script() {
        assertThat(new ChatText("x").value()).isEqualTo("x");
        assertThat(new ChatText("😀".repeat(1000)).value()).isEqualTo("😀".repeat(1000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChatText("x".repeat(1001)))
                .withMessage("message must have 1 to 1000 characters, but has 1001");
        assertThatIllegalArgumentException().isThrownBy(() -> new ChatText("😀".repeat(1001)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ChatText(" \n "));
    }

    @Test
    void may_have_several_lines() {
        assertThat(new ChatText("one\ntwo").value()).isEqualTo("one\ntwo");
    }
}
