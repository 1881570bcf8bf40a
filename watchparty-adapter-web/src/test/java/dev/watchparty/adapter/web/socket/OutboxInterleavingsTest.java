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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Goes through every course that a few calls can take over a network that takes frames whole, in part or not at all:
 * each call comes before, between or in the midst of the writing of others.
 */
class OutboxInterleavingsTest {

    private static final int CALLS = 4;

    /** What may be called. */
    private enum Call {
        OFFER,
        PING,
        FINISH,
        LAST,
        ABANDON
    }

    private static final List<Call> KINDS = List.of(Call.values());

    /** Makes choices, other ones in each round, until all were made. */
    private static final class Choices {

        private final List<Integer> taken = new ArrayList<>();
        private final List<Integer> outOf = new ArrayList<>();
        private int next;

        int one(int count) {
            if (next == taken.size()) {
                taken.add(0);
                outOf.add(count);
            }
            return taken.get(next++);
        }

        /** Begins the next round; false, if there is none. */
        boolean again() {
            next = 0;
            while (!taken.isEmpty()) {
                int last = taken.size() - 1;
                if (taken.get(last) + 1 < outOf.get(last)) {
                    taken.set(last, taken.get(last) + 1);
                    return true;
                }
                taken.remove(last);
                outOf.remove(last);
            }
            return false;
        }

        @Override
        public String toString() {
            return "choices " + taken;
        }
    }

    /** One course of things, and what came of it. */
    private static final class Course implements Wire {

        private final Choices choices;
        private final Outbox outbox = new Outbox(this, () -> {
            throw new AssertionError("nobody is too slow");
        });
        private final ByteBuffer network = ByteBuffer.allocate(1000);
        private final List<String> written = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();
        private final List<String> pings = new ArrayList<>();
        private final List<String> pongedOff = new ArrayList<>();
        private int callsLeft = CALLS;
        private int finished;
        private boolean isFinishing;
        private boolean isAbandoned;
        private boolean isLastSaid;
        private boolean isInUse;
        private @Nullable ByteBuffer rest;
        private Runnable whenTaken = () -> {};

        Course(Choices choices) {
            this.choices = choices;
        }

        void run() {
            while (callsLeft > 0) {
                if (rest == null || choices.one(2) == 0) {
                    call();
                } else {
                    land();
                }
            }
            while (rest != null) {
                land();
            }
        }

        private void call() {
            callsLeft--;
            String name = String.valueOf(callsLeft);
            Call call = KINDS.get(choices.one(KINDS.size()));
            switch (call) {
                case OFFER -> {
                    if (!isFinishing && !isAbandoned && !isLastSaid) texts.add("text " + name);
                    outbox.offer(Frames.frame("text " + name, Kind.LASTING));
                }
                case PING -> {
                    if (!isLastSaid) pings.add("ping " + name);
                    ping(name);
                }
                case FINISH -> finish(name);
                case LAST -> {
                    isLastSaid = true;
                    outbox.writeLast(ServerFrames.close(1000, name), () -> {});
                }
                case ABANDON -> {
                    isAbandoned = true;
                    outbox.abandon();
                }
            }
        }

        private void ping(String name) {
            byte[] payload = ("ping " + name).getBytes(StandardCharsets.UTF_8);
            outbox.write(ServerFrames.ping(payload), () -> pongedOff.add("ping " + name));
        }

        private void finish(String name) {
            boolean isFirst = !isFinishing && !isAbandoned && !isLastSaid;
            isFinishing |= isFirst;
            if (isFirst) texts.add("farewell " + name);
            boolean isAccepted = outbox.finish(Frames.frame("farewell " + name, Kind.LASTING), () -> finished++);
            assertThat(isAccepted).isEqualTo(isFirst);
        }

        @Override
        public boolean take(ByteBuffer bytes) {
            assertThat(isInUse).as("two write at once").isFalse();
            assertThat(rest).as("one writes while another waits").isNull();
            isInUse = true;
            // What others do while this one is within the kernel.
            if (callsLeft > 0 && choices.one(2) == 1) call();
            int outcome = choices.one(3);
            boolean isTaken = outcome == 0;
            write(bytes, isTaken ? bytes.remaining() : outcome == 1 ? 1 : 0);
            isInUse = false;
            return isTaken;
        }

        @Override
        public void takeLater(ByteBuffer bytes, Runnable then) {
            assertThat(rest).isNull();
            rest = bytes;
            whenTaken = then;
        }

        private void land() {
            ByteBuffer bytes = rest;
            if (bytes != null) write(bytes, bytes.remaining());
            rest = null;
            whenTaken.run();
        }

        private void write(ByteBuffer bytes, int count) {
            for (int number = 0; number < count; number++) {
                network.put(bytes.get());
            }
        }

        @Override
        public void lost(IOException cause) {
            throw new AssertionError(cause);
        }

        void check() {
            network.flip();
            while (network.hasRemaining()) {
                int opcode = network.get(network.position()) & 0x0f;
                String payload = Frames.payload(network);
                written.add(opcode == RawSocket.CLOSE ? "last" : payload);
            }
            List<String> told = starting("te", "fa");
            if (isAbandoned || isLastSaid) {
                assertThat(texts).hasSizeGreaterThanOrEqualTo(told.size());
                assertThat(told).isEqualTo(texts.subList(0, told.size()));
            } else {
                assertThat(told).isEqualTo(texts);
                assertThat(finished).isEqualTo(isFinishing ? 1 : 0);
            }
            assertThat(starting("pi")).isEqualTo(pings);
            assertThat(pongedOff).containsAll(pings);
            assertThat(written.contains("last")).isEqualTo(isLastSaid);
            if (isLastSaid) assertThat(written).endsWith("last").containsOnlyOnce("last");
        }

        /** Everything has left, so what comes now leaves at once. */
        void checkThatTheWireIsFree() {
            if (isLastSaid) return;
            int before = network.position();
            ping("at the end");
            while (rest != null) {
                land();
            }
            assertThat(network.position()).isGreaterThan(before);
        }

        private List<String> starting(String first, String... others) {
            List<String> prefixes = new ArrayList<>(List.of(others));
            prefixes.add(first);
            return written.stream()
                    .filter(frame -> prefixes.stream().anyMatch(frame::startsWith))
                    .toList();
        }
    }

    @Test
    void whatever_comes_between_frames_leave_whole_and_in_order_and_none_is_forgotten() {
        Choices choices = new Choices();
        int courses = 0;
        do {
            Course course = new Course(choices);
            try {
                course.run();
                int written = course.network.position();
                course.checkThatTheWireIsFree();
                course.network.position(written);
                course.check();
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError(choices.toString(), failure);
            }
            courses++;
        } while (choices.again());

        assertThat(courses).isGreaterThan(10_000);
    }
}
