package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.adapter.web.socket.ConformanceCases.Case;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the reader of frames makes of each case of {@link ConformanceCases}, whichever way the bytes come: at once, by
 * portions, or one by one.
 */
class ConformanceTest {

    /** What was heard, and the code of what broke the protocol then; 0 if nothing did. */
    private record Outcome(List<Heard> heard, int brokenWith) {}

    static Stream<Case> cases() {
        return ConformanceCases.all();
    }

    private static Outcome read(List<byte[]> portions) {
        FrameReader reader = new FrameReader(SocketLine.MESSAGE_BYTES_MAX);
        List<Heard> heard = new ArrayList<>();
        try {
            for (byte[] portion : portions) {
                ByteBuffer in = ByteBuffer.wrap(portion);
                for (Heard next = reader.next(in); next != null; next = reader.next(in)) {
                    heard.add(next);
                    // Nobody listens to what follows a close.
                    if (next instanceof Heard.Close) return new Outcome(heard, 0);
                }
                assertThat(in.hasRemaining()).isFalse();
            }
        } catch (BrokenProtocolException broken) {
            return new Outcome(heard, broken.code());
        }
        return new Outcome(heard, 0);
    }

    private static Outcome expected(Case given) {
        return new Outcome(given.heard(), given.brokenWith());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void all_at_once(Case given) {
        assertThat(read(List.of(given.stream()))).isEqualTo(expected(given));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void by_portions(Case given) {
        assertThat(read(given.portions())).isEqualTo(expected(given));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void byte_by_byte(Case given) {
        List<byte[]> single = new ArrayList<>();
        for (byte value : given.stream()) {
            single.add(new byte[] {value});
        }

        assertThat(read(single)).isEqualTo(expected(given));
    }

    static Stream<Case> failFastCases() {
        return cases().filter(given -> given.id().startsWith("6.4."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failFastCases")
    void what_can_still_become_a_text_is_waited_for(Case given) {
        assertThat(read(given.portions().subList(0, 1))).isEqualTo(new Outcome(List.of(), 0));
    }

    @Test
    void all_cases_are_there() {
        assertThat(cases().map(Case::id)).doesNotHaveDuplicates().hasSize(16 + 11 + 7 + 10 + 20 + 145 + 37 + 1);
        assertThat(cases().filter(given -> given.id().startsWith("6.22."))).hasSize(34);
    }
}
