package dev.watchparty.domain.playback;

import dev.watchparty.domain.text.Text;

/** What people call an item, or a playlist. */
public record ItemTitle(String value) {

    public static final int CHARACTERS_MAX = 200;

    public ItemTitle {
        value = Text.line("title", value, 1, CHARACTERS_MAX);
    }
}
