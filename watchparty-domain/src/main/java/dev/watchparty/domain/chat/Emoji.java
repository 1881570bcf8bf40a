package dev.watchparty.domain.chat;

import dev.watchparty.domain.text.Text;
import java.util.regex.Pattern;

/** A reaction: one user-perceived character, an extended grapheme cluster of UAX 29. */
public record Emoji(String value) {

    /** The longest emoji in use, a family in which everybody has a skin tone, takes 11; more is an ornament. */
    public static final int CHARACTERS_MAX = 16;

    private static final Pattern ONE_CLUSTER = Pattern.compile("\\X");

    public Emoji {
        value = Text.line("emoji", value, 1, CHARACTERS_MAX);
        boolean isVisible = value.codePoints().anyMatch(character -> Character.getType(character) != Character.FORMAT);
        if (!isVisible || !ONE_CLUSTER.matcher(value).matches()) {
            throw new IllegalArgumentException("emoji must be one character, as people see it");
        }
    }
}
