package dev.watchparty.application.port;

/**
 * A password as somebody typed it: any characters, at most {@value #CHARACTERS_MAX}. Shorter ones than anybody may
 * choose are wrong, but no mistake of form. It prints nothing.
 */
public record Password(String value) {

    public static final int CHARACTERS_MIN = 4;
    public static final int CHARACTERS_MAX = 100;

    public Password {
        requireLength(value, 1);
    }

    /**
     * A password for a party.
     *
     * @throws IllegalArgumentException if it is shorter than {@value #CHARACTERS_MIN} characters, or too long
     */
    public static Password chosen(String value) {
        requireLength(value, CHARACTERS_MIN);
        return new Password(value);
    }

    private static void requireLength(String value, int min) {
        int length = value.codePointCount(0, value.length());
        if (length < min || length > CHARACTERS_MAX) {
            throw new IllegalArgumentException(
                    "password must have " + min + " to " + CHARACTERS_MAX + " characters, but has " + length);
        }
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
