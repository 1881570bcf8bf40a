package dev.watchparty.domain.party;

import java.util.Locale;

/** Six characters that lead to one party which has not ended. The alphabet leaves out what is easily misread. */
public record InviteCode(String value) {

    public static final int LENGTH = 6;
    public static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /** @param value the code; lower-case letters count as upper-case ones */
    public InviteCode {
        if (!isCode(value)) {
            throw new IllegalArgumentException("invite code must be " + LENGTH + " characters of " + ALPHABET);
        }
        value = value.toUpperCase(Locale.ROOT);
    }

    /** Whether {@code text}, in any case, has the form of a code. */
    public static boolean isCode(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        // One letter may become two: the upper case of ß is SS.
        return text.length() == LENGTH
                && upper.length() == LENGTH
                && upper.chars().allMatch(character -> ALPHABET.indexOf(character) >= 0);
    }
}
