package dev.watchparty.domain.text;

/**
 * The rules for texts that people write. A character is a Unicode code point, so that a limit means the same in every
 * script.
 */
public final class Text {

    private Text() {}

    /**
     * {@code value} on one line, without the white space around it.
     *
     * @param name what the text is, for the message
     * @throws IllegalArgumentException if it has fewer than {@code min} or more than {@code max} characters, or one
     *     that is no text: a control character or half a surrogate pair
     */
    public static String line(String name, String value, int min, int max) {
        String stripped = value.strip();
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
