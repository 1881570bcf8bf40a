package dev.watchparty.domain.text;

/**
 * The rules for texts that people write. A character is a Unicode code point, so that a limit means the same in every
 * script.
 */
public final class Text {

    private Text() {}

    /**
     * {@code value} on one line, without the white space around it, and without characters that {@linkplain #turns
     * turn} what others write after it.
     *
     * @param name what the text is, for the message
     * @throws IllegalArgumentException if it has fewer than {@code min} or more than {@code max} characters, or one
     *     that is no text: a control character or half a surrogate pair
     */
    public static String line(String name, String value, int min, int max) {
        String stripped = straight(value).strip();
        requireCharacters(name, stripped, "");
        requireLength(name, stripped, min, max);
        return stripped;
    }

    /** As {@link #line}, but with line breaks and tabs. */
    public static String lines(String name, String value, int min, int max) {
        String stripped = value.strip();
        requireCharacters(name, stripped, "\n\r\t");
        requireLength(name, stripped, min, max);
        return stripped;
    }

    /**
     * Whether a character sets the direction of what follows it, whatever that is: an embedding, an override or an
     * isolate of Unicode's bidirectional algorithm (UAX 9). A name is shown within a sentence, which it must not turn
     * around. Names of right-to-left scripts need none of them.
     */
    public static boolean turns(int character) {
        return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
    }

    private static String straight(String value) {
        if (value.codePoints().noneMatch(Text::turns)) return value;
        return value.codePoints()
                .filter(character -> !turns(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void requireLength(String name, String value, int min, int max) {
        int length = value.codePointCount(0, value.length());
        if (length < min || length > max) {
            throw new IllegalArgumentException(
                    name + " must have " + min + " to " + max + " characters, but has " + length);
        }
    }

    private static void requireCharacters(String name, String value, String allowedControls) {
        value.codePoints().forEach(character -> {
            boolean isHalf = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
            if (isHalf) {
                throw new IllegalArgumentException(name + " holds half a surrogate pair");
            }
            if (Character.isISOControl(character) && allowedControls.indexOf(character) < 0) {
                throw new IllegalArgumentException(name + " holds a control character");
            }
        });
    }
}
