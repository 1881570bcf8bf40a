package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.junit.jupiter.api.Test;

/** In which order control frames leave, also where the socket takes only a part, and that nothing follows the last. */
class WritingTest {

    private static final int ROOM_BYTES = 8;

    private final ByteArrayEndPoint endPoint = new ByteArrayEndPoint(new byte[0], ROOM_BYTES);
    private final Outbox outbox = new Outbox(EndPointWire.of(endPoint), () -> {});
    private final List<String> written = new ArrayList<>();

    private void write(String frame) {
        outbox.write(utf8(frame), () -> written.add(frame));
    }

    private void writeLast(String frame) {
        outbox.writeLast(utf8(frame), () -> written.add(frame));
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What the socket has taken since the last time; it has room again. */
    private String takeOutput() {
        return endPoint.takeOutputString(StandardCharsets.UTF_8);
    }

    /** What the socket takes until it takes no more. */
    private String takeAll() {
        StringBuilder all = new StringBuilder();
        for (String some = takeOutput(); !some.isEmpty(); some = takeOutput()) {
            all.append(some);
        }
        return all.toString();
    }

    @Test
    void what_the_socket_takes_is_written_at_once() {
        write("one");
        write("two");

        assertThat(written).containsExactly("one", "two");
        assertThat(takeOutput()).isEqualTo("onetwo");
    }

    @Test
    void what_it_does_not_take_follows_in_order() {
        write("0123456789");
        write("abc");
        write("def");

        assertThat(written).isEmpty();
        assertThat(takeAll()).isEqualTo("0123456789abcdef");
        assertThat(written).containsExactly("0123456789", "abc", "def");
    }

    @Test
    void a_frame_may_be_written_while_another_lands() {
        outbox.write(utf8("first"), () -> write("second"));

        assertThat(takeAll()).isEqualTo("firstsecond");
        assertThat(written).containsExactly("second");
    }

    @Test
    void nothing_follows_the_last_frame_and_nobody_waits_for_it() {
        writeLast("close");
        write("late");

        assertThat(takeAll()).isEqualTo("close");
        assertThat(written).containsExactly("close", "late");
    }

    @Test
    void nothing_follows_the_last_frame_though_that_still_waits() {
        write("0123456789");
        writeLast("close");
        write("late");
        writeLast("again");

        assertThat(written).containsExactly("late");
        assertThat(takeAll()).isEqualTo("0123456789close");
        assertThat(written).containsExactly("late", "0123456789", "close");
    }

    @Test
    void a_socket_that_is_lost_is_closed_and_takes_nothing_more() {
        endPoint.shutdownOutput();

        write("one");
        write("two");

        assertThat(endPoint.isOpen()).isFalse();
        assertThat(written).isEmpty();
    }
}
