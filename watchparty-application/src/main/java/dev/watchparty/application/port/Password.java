package dev.watchparty.application.port;

/** A party's password as somebody typed it: any characters, 4 to 100 of them. It prints nothing. */
public record Password(String value) {

    public static final int CHARACTERS_MIN = 4;
    public static final int CHARACTERS_MAX = 100;

    public Password {
        int length = value.codePointCount(0, value.length());
        if (length < CHARACTERS_MIN || length > CHARACTERS_MAX) {
            throw new IllegalArgumentException("password must have " + CHARACTERS_MIN + " to " + CHARACTERS_MAX
                    + " characters, but has " + length);
        }
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
