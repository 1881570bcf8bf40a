package dev.watchparty.adapter.web.wire;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The forms in which ids and choices travel. Whatever is refused is named in the exception's message. */
public final class Words {

    private static final String UUID_FORM = "00000000-0000-0000-0000-000000000000";

    private Words() {}

    /** {@code choice} on the wire: in lower case, with a hyphen between words. */
    static String of(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if {@code word} is none of the choices */
    static <E extends Enum<E>> E choice(String field, Class<E> choices, String word) {
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> of(choice).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(field + " must be one of "
                        + Arrays.stream(choices.getEnumConstants())
                                .map(Words::of)
                                .collect(Collectors.joining(", "))));
    }

    /**
     * The id that {@code text} spells.
     *
     * @param field what the id is, for the message
     * @throws IllegalArgumentException if it is no UUID in its usual form
     */
    public static UUID uuid(String field, String text) {
        if (!isUuid(text)) {
            throw new IllegalArgumentException(field + " must be a UUID");
        }
        return UUID.fromString(text);
    }

    /** In full, which {@link UUID#fromString} does not insist on. */
    private static boolean isUuid(String text) {
        if (text.length() != UUID_FORM.length()) return false;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            boolean isRight = UUID_FORM.charAt(at) == '-' ? character == '-' : HexFormat.isHexDigit(character);
            if (!isRight) return false;
        }
        return true;
    }

    /** @throws IllegalArgumentException if it is missing */
    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
