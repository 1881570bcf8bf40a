package dev.watchparty.domain.chat;

import dev.watchparty.domain.text.Text;

/** What somebody said. */
public record ChatText(String value) {

    public static final int CHARACTERS_MAX = 1000;

    public ChatText {
        value = Text.lines("message", value, 1, CHARACTERS_MAX);
    }
}
