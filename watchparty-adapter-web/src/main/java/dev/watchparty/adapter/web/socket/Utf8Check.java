package dev.watchparty.adapter.web.socket;

/**
 * Checks UTF-8 as it arrives, in any portions (RFC 3629). What can never become a text is refused at its first wrong
 * byte: no surrogates, nothing longer than it must be, nothing beyond U+10FFFF. Confined to one thread at a time.
 */
final class Utf8Check {

    private static final int CONTINUATION_MIN = 0x80;
    private static final int CONTINUATION_MAX = 0xBF;
    private static final int TWO_BYTES_MIN = 0xC2; // C0 and C1 only begin what one byte can say.
    private static final int THREE_BYTES_MIN = 0xE0;
    private static final int FOUR_BYTES_MIN = 0xF0;
    private static final int FOUR_BYTES_MAX = 0xF4; // What follows lies beyond U+10FFFF.
    private static final int NOT_OVERLONG_OF_THREE = 0xA0;
    private static final int BEFORE_SURROGATES = 0xED;
    private static final int NO_SURROGATE = 0x9F;
    private static final int NOT_OVERLONG_OF_FOUR = 0x90;
    private static final int NOT_BEYOND_UNICODE = 0x8F;

    /** How many bytes the character lacks that has begun. */
    private int missing;

    /** What its next byte may be. */
    private int nextMin;

    private int nextMax;

    /** Whether all so far and {@code bytes} between {@code from} and {@code to} can begin a text; if not, none can. */
    boolean accepts(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            byte signed = bytes[at];
            if (missing == 0 && signed >= 0) continue; // ASCII, as most of it is.
            if (!accepts(Byte.toUnsignedInt(signed))) return false;
        }
        return true;
    }

    private boolean accepts(int value) {
        if (missing == 0) return begins(value);
        if (value < nextMin || value > nextMax) return false;
        expect(missing - 1, CONTINUATION_MIN, CONTINUATION_MAX);
        return true;
    }

    private boolean begins(int lead) {
        if (lead < TWO_BYTES_MIN || lead > FOUR_BYTES_MAX) return false;
        if (lead < THREE_BYTES_MIN) {
            expect(1, CONTINUATION_MIN, CONTINUATION_MAX);
        } else if (lead < FOUR_BYTES_MIN) {
            int min = lead == THREE_BYTES_MIN ? NOT_OVERLONG_OF_THREE : CONTINUATION_MIN;
            expect(2, min, lead == BEFORE_SURROGATES ? NO_SURROGATE : CONTINUATION_MAX);
        } else {
            int min = lead == FOUR_BYTES_MIN ? NOT_OVERLONG_OF_FOUR : CONTINUATION_MIN;
            expect(3, min, lead == FOUR_BYTES_MAX ? NOT_BEYOND_UNICODE : CONTINUATION_MAX);
        }
        return true;
    }

    private void expect(int bytes, int min, int max) {
        missing = bytes;
        nextMin = min;
        nextMax = max;
    }

    /** Whether a text may end here: no character is in its midst. */
    boolean mayEnd() {
        return missing == 0;
    }
}
