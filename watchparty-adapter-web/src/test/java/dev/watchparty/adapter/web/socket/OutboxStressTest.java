package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.adapter.web.wire.Frames;
import dev.watchparty.adapter.web.wire.TextFrame.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many threads offer at once, over a network that lands frames now here, now there. Replay a failure by its seed. */
class OutboxStressTest {

    private static final int OFFERERS = 4;
    private static final int FRAMES_EACH = 5_000;
    private static final int FRAME_BYTES_MAX = 100;

    private final ExecutorService threads = Executors.newFixedThreadPool(OFFERERS + 2);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** Takes a frame at once, or later and on another thread, whole or the rest of it, as the seed has it. */
    private class FickleWire implements Wire {

        private final Random random;
        private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
        private final ByteBuffer part = ByteBuffer.allocate(FRAME_BYTES_MAX);
        private final AtomicBoolean isInUse = new AtomicBoolean();
        private final AtomicBoolean wasDoubled = new AtomicBoolean();

        FickleWire(long seed) {
            this.random = new Random(seed);
        }

        void taken() {}

        @Override
        public boolean take(ByteBuffer bytes) {
            begin();
            boolean isTaken = random.nextInt(3) > 0; // One frame at a time: nobody else draws now.
            if (isTaken) {
                sent.add(Frames.payload(bytes));
                taken();
            } else {
                part.put(bytes.duplicate().limit(bytes.position() + random.nextInt(bytes.remaining())));
                bytes.position(bytes.position() + part.position());
            }
            end();
            return isTaken;
        }

        @Override
        public void takeLater(ByteBuffer rest, Runnable whenTaken) {
            threads.execute(() -> {
                begin();
                sent.add(Frames.payload(part.put(rest).flip()));
                part.clear();
                taken();
                end();
                whenTaken.run();
            });
        }

        @Override
        public void lost(IOException cause) {
            throw new AssertionError(cause);
        }

        private void begin() {
            if (isInUse.getAndSet(/* newValue= */ true)) wasDoubled.set(/* newValue= */ true);
        }

        private void end() {
            isInUse.set(/* newValue= */ false);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothing_is_lost_or_doubled_and_everybody_keeps_their_order(long seed) throws Exception {
        AtomicInteger givenUp = new AtomicInteger();
        // As many frames are offered ahead of the network as the box holds, so that nobody is ever given up.
        Semaphore room = new Semaphore(Backlog.FRAMES_MAX - OFFERERS);
        FickleWire wire = new FickleWire(seed) {
            @Override
            void taken() {
                room.release();
            }
        };
        Outbox box = new Outbox(wire, givenUp::incrementAndGet);
        offerFromManyThreads(room, box);
        Semaphore finished = new Semaphore(0);

        box.finish(Frames.frame("closing", Kind.LASTING), finished::release);

        assertThat(finished.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        assertThat(givenUp).hasValue(0);
        assertThat(wire.wasDoubled).isFalse();
        assertThat(wire.sent).hasSize(OFFERERS * FRAMES_EACH + 1).endsWith("closing");
        for (int offerer = 0; offerer < OFFERERS; offerer++) {
            String prefix = offerer + ":";
            assertThat(wire.sent.stream().filter(text -> text.startsWith(prefix)))
                    .containsExactlyElementsOf(IntStream.range(0, FRAMES_EACH)
                            .mapToObj(number -> prefix + number)
                            .toList());
        }
    }

    private void offerFromManyThreads(Semaphore room, Outbox box) throws InterruptedException, ExecutionException {
        CyclicBarrier start = new CyclicBarrier(OFFERERS);
        List<Future<?>> offerers = new ArrayList<>();
        for (int offerer = 0; offerer < OFFERERS; offerer++) {
            String prefix = offerer + ":";
            offerers.add(threads.submit(() -> {
                start.await();
                for (int number = 0; number < FRAMES_EACH; number++) {
                    room.acquire();
                    box.offer(Frames.frame(prefix + number, Kind.LASTING));
                }
                return prefix;
            }));
        }
        for (Future<?> offerer : offerers) {
            offerer.get();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void an_end_in_the_midst_of_it_runs_once(long seed) throws Exception {
        FickleWire wire = new FickleWire(seed);
        Semaphore over = new Semaphore(0);
        Outbox outbox = new Outbox(wire, over::release);
        CyclicBarrier start = new CyclicBarrier(OFFERERS);
        List<Future<?>> ends = new ArrayList<>();
        for (int offerer = 0; offerer < OFFERERS; offerer++) {
            int frames = new Random(seed + offerer).nextInt(200);
            ends.add(threads.submit(() -> {
                start.await();
                for (int number = 0; number < frames; number++) {
                    outbox.offer(Frames.frame("x", Kind.STATE));
                }
                outbox.finish(Frames.frame("closing", Kind.LASTING), over::release);
                return frames;
            }));
        }
        for (Future<?> end : ends) {
            end.get();
        }

        assertThat(over.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        assertThat(over.tryAcquire()).isFalse();
        assertThat(wire.sent).endsWith("closing").containsOnlyOnce("closing");
        assertThat(wire.wasDoubled).isFalse();
    }
}
