package dev.watchparty.domain.participant;

import dev.watchparty.domain.text.Text;

/** What others call a person. */
public record DisplayName(String value) {

    public static final int CHARACTERS_MAX = 50;

    public DisplayName {
        value = Text.line("display_name", value, 1, CHARACTERS_MAX);
    }
}
