package dev.watchparty.application.port;

import dev.watchparty.domain.text.Text;

/** A client's own name for a command, by which a repetition is known. */
public record CommandId(String value) {

    public static final int CHARACTERS_MAX = 64;

    public CommandId {
        value = Text.line("command_id", value, 1, CHARACTERS_MAX);
    }
}
