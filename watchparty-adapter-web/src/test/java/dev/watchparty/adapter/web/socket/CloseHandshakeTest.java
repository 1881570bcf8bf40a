package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who says what while a connection closes, and when it is over. */
class CloseHandshakeTest {

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
                    state,     we close,  client closes, broken,    written,   expired
                    OPEN,      SAYING,    ANSWERING,     FAILING,   OPEN,      OVER
                    SAYING,    SAYING,    ANSWERING,     FAILING,   SAID,      OVER
                    SAID,      SAID,      OVER,          FAILED,    SAID,      OVER
                    ANSWERING, ANSWERING, ANSWERING,     ANSWERING, OVER,      OVER
                    FAILING,   FAILING,   FAILING,       FAILING,   FAILED,    OVER
                    FAILED,    FAILED,    FAILED,        FAILED,    FAILED,    OVER
                    OVER,      OVER,      OVER,          OVER,      OVER,      OVER
                    """)
    void each_event_leads_to_one_state(
            CloseHandshake state,
            CloseHandshake closed,
            CloseHandshake heard,
            CloseHandshake failed,
            CloseHandshake written,
            CloseHandshake expired) {
        assertThat(state.closed()).isEqualTo(closed);
        assertThat(state.heard()).isEqualTo(heard);
        assertThat(state.failed()).isEqualTo(failed);
        assertThat(state.written()).isEqualTo(written);
        assertThat(state.expired()).isEqualTo(expired);
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, true, true",
        "SAYING, false, true",
        "SAID, false, true",
        "ANSWERING, false, false",
        "FAILING, false, false",
        "FAILED, false, false",
        "OVER, false, false"
    })
    void after_a_close_frame_nothing_is_said_and_after_the_clients_nothing_is_heard(
            CloseHandshake state, boolean mayWeSpeak, boolean doWeListen) {
        assertThat(state.mayWeSpeak()).isEqualTo(mayWeSpeak);
        assertThat(state.doWeListen()).isEqualTo(doWeListen);
    }

    static Stream<List<UnaryOperator<CloseHandshake>>> orders() {
        UnaryOperator<CloseHandshake> closed = CloseHandshake::closed;
        UnaryOperator<CloseHandshake> heard = CloseHandshake::heard;
        UnaryOperator<CloseHandshake> written = CloseHandshake::written;
        return Stream.of(
                List.of(closed, written, heard),
                List.of(heard, written),
                List.of(closed, heard, written),
                List.of(heard, closed, written));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void it_is_over_once_both_close_frames_are_through(List<UnaryOperator<CloseHandshake>> steps) {
        CloseHandshake state = CloseHandshake.OPEN;
        for (UnaryOperator<CloseHandshake> step : steps) {
            assertThat(state).isNotEqualTo(CloseHandshake.OVER);
            state = step.apply(state);
        }
        assertThat(state).isEqualTo(CloseHandshake.OVER);
    }
}
