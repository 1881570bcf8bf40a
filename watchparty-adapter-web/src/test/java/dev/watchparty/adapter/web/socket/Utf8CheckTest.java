package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is UTF-8, and how soon it is known that something is not. */
class Utf8CheckTest {

    /** Where the rules change: bytes at both sides of every limit. */
    private static final byte[] TELLING = HexFormat.of().parseHex("007f80818f909fa0bfc0c1c2dfe0e1ecedeeeff0f1f3f4f5ff");

    private static boolean isText(byte[] bytes) {
        Utf8Check check = new Utf8Check();
        return check.accepts(bytes, 0, bytes.length) && check.mayEnd();
    }

    private static boolean canBegin(byte[] bytes) {
        return new Utf8Check().accepts(bytes, 0, bytes.length);
    }

    private static boolean isCharacter(int codePoint) {
        return codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE;
    }

    private static byte[] encode(int codePoint) {
        return Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void every_code_point_is_one_and_is_complete_only_with_its_last_byte() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (!isCharacter(codePoint)) continue;
            byte[] bytes = encode(codePoint);
            Utf8Check check = new Utf8Check();
            for (int at = 0; at < bytes.length; at++) {
                boolean isAccepted = check.accepts(bytes, at, at + 1);
                boolean isRight = isAccepted && check.mayEnd() == (at == bytes.length - 1);
                if (!isRight) throw new AssertionError(Integer.toHexString(codePoint) + " at byte " + at);
            }
        }
    }

    /** Whatever begins some character, as text of hexadecimal digits. */
    private static Set<String> beginnings() {
        Set<String> beginnings = new HashSet<>(Set.of(""));
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (!isCharacter(codePoint)) continue;
            byte[] bytes = encode(codePoint);
            for (int length = 1; length < bytes.length; length++) {
                beginnings.add(HexFormat.of().formatHex(bytes, 0, length));
            }
        }
        return beginnings;
    }

    private static boolean hasWholeCharacter(byte[] bytes, int from, int to) {
        byte[] part = Arrays.copyOfRange(bytes, from, to);
        String text = new String(part, StandardCharsets.UTF_8);
        return text.codePointCount(0, text.length()) == 1 && Arrays.equals(text.getBytes(StandardCharsets.UTF_8), part);
    }

    /** The same question, asked of the tables: are there whole characters, and the beginning of one behind them? */
    private static boolean canBegin(byte[] bytes, Set<String> beginnings) {
        int from = 0;
        while (from < bytes.length) {
            int to = from + 1;
            while (to <= bytes.length && !hasWholeCharacter(bytes, from, to)) {
                to++;
            }
            if (to > bytes.length) return beginnings.contains(HexFormat.of().formatHex(bytes, from, bytes.length));
            from = to;
        }
        return true;
    }

    @Test
    void what_cannot_become_a_text_is_refused_at_its_first_wrong_byte() {
        Set<String> beginnings = beginnings();
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                assertSame(new byte[] {(byte) first, (byte) second}, beginnings);
            }
        }
        for (byte first : TELLING) {
            for (byte second : TELLING) {
                for (byte third : TELLING) {
                    for (byte fourth : TELLING) {
                        assertSame(new byte[] {first, second, third, fourth}, beginnings);
                    }
                }
            }
        }
    }

    private static void assertSame(byte[] bytes, Set<String> beginnings) {
        if (canBegin(bytes) != canBegin(bytes, beginnings)) {
            throw new AssertionError(HexFormat.of().formatHex(bytes));
        }
    }

    @Test
    void the_end_must_not_be_in_the_midst_of_a_character() {
        assertThat(isText(HexFormat.of().parseHex("f09f9880"))).isTrue();
        assertThat(isText(HexFormat.of().parseHex("f09f98"))).isFalse();
        assertThat(isText(new byte[0])).isTrue();
    }

    @Test
    void only_the_bytes_in_question_are_looked_at() {
        byte[] bytes = HexFormat.of().parseHex("ffc3a4ff");

        Utf8Check check = new Utf8Check();

        assertThat(check.accepts(bytes, 1, 3)).isTrue();
        assertThat(check.mayEnd()).isTrue();
    }
}
