package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.adapter.web.wire.Frames;
import dev.watchparty.adapter.web.wire.ServerFrames;
import dev.watchparty.adapter.web.wire.TextFrame.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboxTest {

    /** A network that takes one frame, and then nothing until the test says that it has left. */
    private static final class SlowWire implements Wire {

        private final List<String> sent = new ArrayList<>();
        private @Nullable Runnable whenSent;

        @Override
        public boolean take(ByteBuffer bytes) {
            assertThat(whenSent).as("a frame in flight").isNull();
            return false;
        }

        @Override
        public void takeLater(ByteBuffer rest, Runnable whenTaken) {
            assertThat(whenSent).as("a frame in flight").isNull();
            sent.add(Frames.payload(rest));
            whenSent = whenTaken;
        }

        @Override
        public void lost(IOException cause) {
            throw new AssertionError(cause);
        }

        void land() {
            Runnable then = whenSent;
            whenSent = null;
            assertThat(then).as("a frame in flight").isNotNull();
            if (then != null) then.run();
        }

        void landAll() {
            while (whenSent != null) {
                land();
            }
        }
    }

    private final SlowWire wire = new SlowWire();
    private final AtomicInteger givenUp = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();
    private final Outbox outbox = new Outbox(wire, givenUp::incrementAndGet);

    private void offer(Kind kind, String... texts) {
        for (String text : texts) {
            outbox.offer(Frames.frame(text, kind));
        }
    }

    private void fill(int frames) {
        for (int number = 1; number <= frames; number++) {
            offer(Kind.LASTING, "chat " + number);
        }
    }

    private static List<String> chats(int frames) {
        return IntStream.rangeClosed(1, frames)
                .mapToObj(number -> "chat " + number)
                .toList();
    }

    @Test
    void has_one_frame_in_flight_and_keeps_the_order() {
        offer(Kind.LASTING, "a", "b");
        offer(Kind.STATE, "c");
        offer(Kind.FLEETING, "d");

        assertThat(wire.sent).containsExactly("a");
        wire.land();
        assertThat(wire.sent).containsExactly("a", "b");
        wire.landAll();
        assertThat(wire.sent).containsExactly("a", "b", "c", "d");
    }

    @Test
    void sends_at_once_again_after_everything_has_left() {
        offer(Kind.LASTING, "a");
        wire.land();
        offer(Kind.LASTING, "b");

        assertThat(wire.sent).containsExactly("a", "b");
    }

    @Test
    void keeps_every_state_of_a_reader_who_is_a_little_behind() {
        offer(Kind.LASTING, "in flight");
        fill(Backlog.FRAMES_CONFLATE - 2);
        offer(Kind.STATE, "play", "pause");

        wire.landAll();

        assertThat(wire.sent).contains("play", "pause");
    }

    @Test
    void keeps_only_the_newest_state_of_a_reader_who_is_further_behind() {
        offer(Kind.LASTING, "in flight");
        fill(Backlog.FRAMES_CONFLATE - 2);
        offer(Kind.STATE, "play", "pause", "seek");
        offer(Kind.LASTING, "chat at last");

        wire.landAll();

        assertThat(wire.sent)
                .startsWith("in flight", "chat 1")
                .endsWith("seek", "chat at last")
                .doesNotContain("play", "pause")
                .containsAll(chats(Backlog.FRAMES_CONFLATE - 2));
    }

    @Test
    void drops_what_is_fleeting_first() {
        offer(Kind.LASTING, "in flight");
        fill(Backlog.FRAMES_CONFLATE - 1);
        offer(Kind.FLEETING, "in time", "too late");

        wire.landAll();

        assertThat(wire.sent).contains("in time").doesNotContain("too late");
    }

    @Test
    void any_number_of_states_never_fills_it() {
        offer(Kind.LASTING, "in flight");
        fill(Backlog.FRAMES_CONFLATE);
        for (int number = 1; number <= 10 * Backlog.FRAMES_MAX; number++) {
            offer(Kind.STATE, "state " + number);
        }

        wire.landAll();

        assertThat(givenUp).hasValue(0);
        assertThat(wire.sent).hasSize(1 + Backlog.FRAMES_CONFLATE + 1).endsWith("state " + 10 * Backlog.FRAMES_MAX);
    }

    @Test
    void holds_as_many_frames_as_the_limit() {
        offer(Kind.LASTING, "in flight");
        fill(Backlog.FRAMES_MAX);

        wire.landAll();

        assertThat(givenUp).hasValue(0);
        assertThat(wire.sent).hasSize(1 + Backlog.FRAMES_MAX).containsAll(chats(Backlog.FRAMES_MAX));
    }

    @Test
    void gives_the_reader_up_once_beyond_the_limit_of_frames() {
        offer(Kind.LASTING, "in flight");
        fill(Backlog.FRAMES_MAX + 10);

        assertThat(givenUp).hasValue(1);
        wire.land();
        offer(Kind.LASTING, "more");
        assertThat(wire.sent).containsExactly("in flight");
        assertThat(givenUp).hasValue(1);
    }

    @Test
    void holds_as_many_bytes_as_the_limit() {
        String half = "x".repeat(Backlog.BYTES_MAX / 2);
        offer(Kind.LASTING, "in flight", half, half);

        wire.landAll();

        assertThat(givenUp).hasValue(0);
        assertThat(wire.sent).hasSize(3);
    }

    @Test
    void gives_the_reader_up_beyond_the_limit_of_bytes() {
        String half = "x".repeat(Backlog.BYTES_MAX / 2);
        offer(Kind.LASTING, "in flight", half, half, "x");

        wire.landAll();

        assertThat(givenUp).hasValue(1);
        assertThat(wire.sent).containsExactly("in flight");
    }

    @Test
    void counts_bytes_that_left_or_were_dropped_no_longer() {
        String half = "x".repeat(Backlog.BYTES_MAX / 2);
        offer(Kind.LASTING, "in flight", half, half);
        wire.land();
        wire.land();
        offer(Kind.LASTING, half.substring(1));
        fill(Backlog.FRAMES_CONFLATE);
        wire.landAll();
        for (int round = 1; round <= 100; round++) {
            offer(Kind.LASTING, "in flight");
            fill(Backlog.FRAMES_CONFLATE);
            offer(Kind.STATE, half, half, half);
            wire.landAll();
        }

        assertThat(givenUp).hasValue(0);
    }

    @Test
    void finishes_after_everything_that_waits() {
        offer(Kind.LASTING, "a", "b");
        outbox.finish(Frames.frame("closing", Kind.LASTING), finished::incrementAndGet);
        offer(Kind.LASTING, "too late");

        wire.land();
        wire.land();
        assertThat(finished).hasValue(0);
        wire.land();
        assertThat(finished).hasValue(1);
        assertThat(wire.sent).containsExactly("a", "b", "closing");
    }

    @Test
    void finishes_at_once_when_nothing_waits() {
        outbox.finish(Frames.frame("closing", Kind.LASTING), finished::incrementAndGet);
        wire.land();

        assertThat(wire.sent).containsExactly("closing");
        assertThat(finished).hasValue(1);
    }

    @Test
    void finishes_once_and_with_the_first_farewell() {
        offer(Kind.LASTING, "a");
        outbox.finish(Frames.frame("closing", Kind.LASTING), finished::incrementAndGet);
        outbox.finish(Frames.frame("closing again", Kind.LASTING), finished::incrementAndGet);
        wire.landAll();
        outbox.finish(Frames.frame("closing once more", Kind.LASTING), finished::incrementAndGet);

        assertThat(wire.sent).containsExactly("a", "closing");
        assertThat(finished).hasValue(1);
    }

    @Test
    void has_room_for_the_farewell_even_when_it_is_full() {
        offer(Kind.LASTING, "in flight");
        fill(Backlog.FRAMES_MAX);
        outbox.finish(Frames.frame("closing", Kind.LASTING), finished::incrementAndGet);
        wire.landAll();

        assertThat(wire.sent).hasSize(Backlog.FRAMES_MAX + 2).endsWith("closing");
        assertThat(finished).hasValue(1);
        assertThat(givenUp).hasValue(0);
    }

    @Test
    void does_not_finish_once_the_reader_is_given_up() {
        offer(Kind.LASTING, "in flight");
        fill(Backlog.FRAMES_MAX + 1);
        outbox.finish(Frames.frame("closing", Kind.LASTING), finished::incrementAndGet);
        wire.landAll();

        assertThat(wire.sent).containsExactly("in flight");
        assertThat(finished).hasValue(0);
    }

    @Test
    void sends_nothing_after_it_was_abandoned() {
        offer(Kind.LASTING, "in flight", "waiting");
        outbox.finish(Frames.frame("closing", Kind.LASTING), finished::incrementAndGet);
        outbox.abandon();
        wire.landAll();
        offer(Kind.LASTING, "late");

        assertThat(wire.sent).containsExactly("in flight");
        assertThat(finished).hasValue(0);
        assertThat(givenUp).hasValue(0);
    }

    @Test
    void a_control_frame_overtakes_the_texts_that_wait() {
        offer(Kind.LASTING, "in flight", "a", "b");
        ping(0);
        wire.landAll();

        assertThat(wire.sent).containsExactly("in flight", "ping 0", "a", "b");
    }

    @Test
    void who_pings_without_end_holds_up_no_text() {
        offer(Kind.LASTING, "in flight", "a", "b");
        outbox.finish(Frames.frame("closing", Kind.LASTING), finished::incrementAndGet);
        ping(100);
        wire.landAll();

        assertThat(wire.sent)
                .startsWith("in flight", "ping 100", "a", "ping 99", "b", "ping 98", "closing", "ping 97")
                .endsWith("ping 0");
        assertThat(finished).hasValue(1);
    }

    /** Pings, and once more for each that has left. */
    private void ping(int more) {
        byte[] payload = ("ping " + more).getBytes(StandardCharsets.UTF_8);
        outbox.write(ServerFrames.ping(payload), () -> {
            if (more > 0) ping(more - 1);
        });
    }

    /** A network that takes everything at once. */
    private abstract static class QuickWire implements Wire {

        final List<String> sent = new ArrayList<>();

        @Override
        public boolean take(ByteBuffer bytes) {
            sent.add(Frames.payload(bytes));
            meanwhile();
            return true;
        }

        abstract void meanwhile();

        @Override
        public void takeLater(ByteBuffer rest, Runnable whenTaken) {
            throw new AssertionError("nothing is left");
        }

        @Override
        public void lost(IOException cause) {
            throw new AssertionError(cause);
        }
    }

    @Test
    void needs_no_stack_for_frames_that_are_offered_while_one_is_sent() {
        List<Outbox> box = new ArrayList<>();
        AtomicInteger depth = new AtomicInteger();
        AtomicInteger deepest = new AtomicInteger();
        QuickWire quick = new QuickWire() {
            @Override
            void meanwhile() {
                deepest.accumulateAndGet(depth.incrementAndGet(), Math::max);
                if (sent.size() < 100_000) {
                    box.get(0).offer(Frames.frame("chat " + (sent.size() + 1), Kind.LASTING));
                }
                depth.decrementAndGet();
            }
        };
        box.add(new Outbox(quick, givenUp::incrementAndGet));

        box.get(0).offer(Frames.frame("chat 1", Kind.LASTING));

        assertThat(quick.sent).isEqualTo(chats(100_000));
        assertThat(deepest).hasValue(1);
    }
}
