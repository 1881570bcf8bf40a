package dev.watchparty.domain.participant;

import dev.watchparty.domain.text.Text;

/** A person's name in the accounts that the tokens come from. It need not be unique here. */
public record Username(String value) {

    public static final int CHARACTERS_MAX = 100;

    public Username {
        value = Text.line("username", value, 1, CHARACTERS_MAX);
    }
}
