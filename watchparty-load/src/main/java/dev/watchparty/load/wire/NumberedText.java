package dev.watchparty.load.wire;

/** Texts that end with a number. */
final class NumberedText {

    private NumberedText() {}

    /** The number that follows {@code prefix}; -1 if the text is no such one. */
    static long after(String prefix, String text) {
        if (!text.startsWith(prefix)) return -1;
        try {
            return Long.parseLong(text, prefix.length(), text.length(), 10);
        } catch (NumberFormatException notOurs) {
            return -1;
        }
    }
}
