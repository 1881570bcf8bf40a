package dev.watchparty.domain.party;

import dev.watchparty.domain.text.Text;

/** What a party is called. */
public record Title(String value) {

    public static final int CHARACTERS_MAX = 200;

    public Title {
        value = Text.line("title", value, 1, CHARACTERS_MAX);
    }
}
