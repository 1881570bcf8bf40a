package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.adapter.web.wire.AnswerJson;
import dev.watchparty.adapter.web.wire.Frames;
import dev.watchparty.adapter.web.wire.ServerFrames;
import dev.watchparty.adapter.web.wire.TextFrame;
import dev.watchparty.adapter.web.wire.TextFrame.Kind;
import dev.watchparty.application.party.Opening;
import dev.watchparty.application.port.Identity;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.Parties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A line whose network is a piece of memory: what the client takes, and when, is in the test's hands. */
class LineTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Less than a snapshot: a client that takes nothing stops us in the midst of its first frame. */
    private static final int LITTLE_ROOM = 100;

    private static final int ROOM = 64 * 1024;
    private static final byte[] NOTHING = {};
    private static final byte[] SYNC_REQUEST =
            SocketServer.frame("sync-request", "").getBytes(StandardCharsets.UTF_8);

    private final SocketServer server = new SocketServer();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** A network that does at once, on the same thread, what there is to do. */
    private static final class Network extends ByteArrayEndPoint {

        /** What was read and written, beside what a test has happen itself. */
        final List<String> happened = new ArrayList<>();

        Network(int roomBytes) {
            super(NOTHING, roomBytes);
        }

        @Override
        public int fill(ByteBuffer buffer) throws IOException {
            int filled = super.fill(buffer);
            if (filled > 0) happened.add("fill");
            return filled;
        }

        @Override
        public boolean flush(ByteBuffer... buffers) throws IOException {
            happened.add("write");
            return super.flush(buffers);
        }

        @Override
        protected void execute(Runnable task) {
            task.run();
        }

        void send(int head, byte[] payload) {
            addInput(ByteBuffer.wrap(ClientFrames.frame(head, payload)));
        }

        /** All that the client takes, if it takes all. */
        byte[] takeAll() {
            byte[] all = NOTHING;
            for (byte[] some = take(); some.length > 0; some = take()) {
                all = ClientFrames.join(all, some);
            }
            return all;
        }

        private byte[] take() {
            ByteBuffer output = takeOutput();
            byte[] bytes = new byte[output.remaining()];
            output.get(bytes);
            return bytes;
        }

        /** The frames that the client takes, if it takes all, each by its opcode. */
        List<Integer> takeFrames() {
            List<Integer> opcodes = new ArrayList<>();
            ByteBuffer in = ByteBuffer.wrap(takeAll());
            while (in.hasRemaining()) {
                opcodes.add(in.get() & 0x0f);
                int length = in.get();
                if (length == 126) length = in.getShort() & 0xffff;
                in.position(in.position() + length);
            }
            return opcodes;
        }
    }

    /** Keeps all workers busy until {@code store} answers. */
    private void occupyWorkers(CompletableFuture<Void> store) {
        for (int worker = 1; worker <= CountingWorkers.THREADS; worker++) {
            server.workers.execute(store::join);
        }
    }

    /** A line that is open, and has told its snapshot as far as there is room. */
    private SocketLine open(Network network) throws InterruptedException {
        SocketLine line = begin(network);
        server.workers.awaitIdle();
        return line;
    }

    private SocketLine begin(Network network) {
        return begin(network, Runnable::run);
    }

    private SocketLine begin(Network network, Executor threads) {
        Participant who = Parties.VIEWER;
        Identity identity =
                new Identity(who.user(), who.profile(), server.clock.instant().plus(Duration.ofHours(1)));
        SocketLine line = new SocketLine(
                network,
                threads,
                new SocketLine.Entrance(Parties.PARTY, identity, new Opening.Everything()),
                server.world,
                new SocketMeters(new SimpleMeterRegistry(), List.of()),
                new OpenLines());
        network.setConnection(line);
        line.onOpen();
        return line;
    }

    private void pass(SocketLine line, Duration amount) {
        for (Duration left = amount; !left.isZero(); left = left.minus(SECOND)) {
            server.timers.advance(SECOND);
            line.beat();
        }
    }

    /** The selector's thread reads for all: nobody keeps it longer than for a share. */
    @Test
    void who_sends_without_end_is_read_on_by_another_thread() throws Exception {
        Network network = new Network(ROOM);
        Deque<Runnable> elsewhere = new ArrayDeque<>();
        SocketLine line = begin(network, elsewhere::add);
        server.workers.awaitIdle();
        byte[] pong = ClientFrames.frame(RawSocket.FIN | RawSocket.PONG, new byte[125]);
        int pongs = 2 * SocketLine.SELECTOR_BYTES_MAX / pong.length;
        ByteBuffer flood = ByteBuffer.allocate(pongs * pong.length);
        for (int sent = 0; sent < pongs; sent++) {
            flood.put(pong);
        }

        network.addInput(flood.flip());

        assertThat(flood.remaining()).isBetween(1, SocketLine.SELECTOR_BYTES_MAX);
        assertThat(elsewhere).hasSize(1);
        elsewhere.remove().run();
        assertThat(flood.hasRemaining()).isFalse();
        assertThat(line.isFillInterested()).isTrue();
    }

    @Test
    void whoever_talks_but_takes_nothing_is_pinged_once_and_then_given_up() throws Exception {
        Network network = new Network(LITTLE_ROOM);
        SocketLine line = open(network);

        Duration untilStalled = Liveness.PING_INTERVAL.plus(Liveness.STALL_MAX);
        for (Duration passed = SECOND; passed.compareTo(untilStalled) < 0; passed = passed.plus(SECOND)) {
            network.send(RawSocket.FIN | RawSocket.PONG, NOTHING);
            pass(line, SECOND);
        }
        assertThat(network.isOpen()).isTrue();

        pass(line, SECOND);
        assertThat(network.isOpen()).isFalse();
    }

    @Test
    void pings_do_not_pile_up_before_somebody_slow() throws Exception {
        Network network = new Network(LITTLE_ROOM);
        SocketLine line = open(network);
        for (int seconds = 1; seconds < Liveness.STALL_MAX.toSeconds(); seconds++) {
            network.send(RawSocket.FIN | RawSocket.PONG, NOTHING);
            pass(line, SECOND);
        }

        assertThat(network.takeFrames()).containsOnlyOnce(RawSocket.PING);

        network.send(RawSocket.FIN | RawSocket.PONG, NOTHING);
        pass(line, Liveness.PING_INTERVAL);
        assertThat(network.takeFrames()).containsOnlyOnce(RawSocket.PING);
    }

    @Test
    void whoever_is_not_listened_to_is_not_called_silent() throws Exception {
        CompletableFuture<Void> store = new CompletableFuture<>();
        occupyWorkers(store);
        Network network = new Network(ROOM);
        SocketLine line = begin(network); // It cannot follow the party yet, so whatever it is asked has to wait.
        for (int command = 0; command < SocketLine.COMMANDS_UNDER_WAY_MAX; command++) {
            network.send(RawSocket.FIN | RawSocket.TEXT, SYNC_REQUEST);
        }

        for (int times = 0; times < 3; times++) {
            pass(line, Liveness.SILENCE_MAX);
            network.takeAll();
        }
        assertThat(network.isOpen()).isTrue();

        store.complete(null);
        server.workers.awaitIdle();
        pass(line, Liveness.SILENCE_MAX.minus(SECOND));
        assertThat(network.isOpen()).isTrue();
        pass(line, SECOND);
        assertThat(network.isOpen()).isFalse();
    }

    @Test
    void pings_count_to_the_frames_of_a_second() throws Exception {
        Network network = new Network(ROOM);
        open(network);
        network.takeAll();
        for (int number = 0; number < FrameQuota.PER_SECOND_MAX + 5; number++) {
            network.send(RawSocket.FIN | RawSocket.PING, NOTHING);
        }

        // One more is answered before reading stops.
        assertThat(network.takeFrames()).hasSize(FrameQuota.PER_SECOND_MAX + 1);

        server.timers.advance(SECOND);
        assertThat(network.takeFrames())
                .filteredOn(opcode -> opcode == RawSocket.PONG)
                .hasSize(4);
    }

    @Test
    void both_may_close_at_once_though_ours_is_stuck() throws Exception {
        Network network = new Network(LITTLE_ROOM);
        SocketLine line = open(network);
        line.close(4008, "x");
        network.addInput(ByteBuffer.wrap(ClientFrames.close(1001, NOTHING)));
        assertThat(network.isOpen()).isTrue();

        byte[] all = network.takeAll();

        assertThat(HexFormat.of().formatHex(all, all.length - 5, all.length)).isEqualTo("88030fa878");
        assertThat(network.isOpen()).isFalse();
    }

    @Test
    void nothing_is_sent_behind_a_close_frame_and_nobody_waits_for_it() throws Exception {
        Network network = new Network(ROOM);
        SocketLine line = open(network);
        network.takeAll();
        line.close(4008, "");
        List<String> done = new ArrayList<>();

        line.outbox().offer(Frames.frame("dropped", Kind.LASTING));
        line.outbox().write(ServerFrames.ping(NOTHING), () -> done.add("late"));
        network.send(RawSocket.FIN | RawSocket.PING, NOTHING);
        pass(line, SECOND);

        assertThat(done).containsExactly("late");
        assertThat(network.takeFrames()).containsExactly(RawSocket.CLOSE);
        assertThat(network.isOpen()).isTrue();
        network.addInput(ByteBuffer.wrap(ClientFrames.close(4008, NOTHING)));
        assertThat(network.isOpen()).isFalse();
    }

    @Test
    void whoever_does_not_answer_a_close_frame_is_hung_up_on() throws Exception {
        Network network = new Network(LITTLE_ROOM);
        SocketLine line = open(network);
        line.close(4008, "");

        pass(line, Duration.ofSeconds(4));
        assertThat(network.isOpen()).isTrue();

        pass(line, SECOND);
        assertThat(network.isOpen()).isFalse();
    }

    @Test
    void whoever_broke_the_protocol_may_not_send_on_without_end() throws Exception {
        Network network = new Network(ROOM);
        open(network);
        network.takeAll();
        network.addInput(ByteBuffer.wrap(ClientFrames.unmasked(RawSocket.FIN | RawSocket.TEXT, NOTHING)));
        assertThat(network.takeFrames()).containsExactly(RawSocket.CLOSE);
        assertThat(network.isOutputShutdown()).isTrue();

        byte[] junk = new byte[SocketLine.DROPPED_BYTES_MAX];
        Arrays.fill(junk, (byte) 0x88);
        network.addInput(ByteBuffer.wrap(junk));
        assertThat(network.isOpen()).isTrue();
        network.addInput(ByteBuffer.wrap(new byte[1]));
        assertThat(network.isOpen()).isFalse();
    }

    @Test
    void a_clock_tells_when_it_was_read_and_when_it_is_answered_though_no_worker_is_free() throws Exception {
        Network network = new Network(ROOM);
        open(network);
        network.takeAll();
        network.happened.clear();
        CompletableFuture<Void> store = new CompletableFuture<>();
        occupyWorkers(store);
        AtomicLong ticks = new AtomicLong();
        server.fine = () -> {
            network.happened.add("tick");
            return tick(ticks.incrementAndGet());
        };

        network.addInput(ByteBuffer.wrap(ClientFrames.join(clock(1), clock(2))));

        assertThat(network.happened).containsExactly("fill", "tick", "tick", "write", "tick", "write");
        assertThat(network.takeAll())
                .isEqualTo(ClientFrames.join(
                        bytes(AnswerJson.clock(1, tick(1), tick(2))), bytes(AnswerJson.clock(2, tick(1), tick(3)))));
        store.complete(null);
    }

    private static Instant tick(long number) {
        return Parties.NOON.plusNanos(number);
    }

    private static byte[] clock(int t0) {
        byte[] text = ("{\"type\":\"clock\",\"t0\":" + t0 + "}").getBytes(StandardCharsets.UTF_8);
        return ClientFrames.frame(RawSocket.FIN | RawSocket.TEXT, text);
    }

    private static byte[] bytes(TextFrame frame) {
        byte[] bytes = new byte[frame.framed().remaining()];
        frame.framed().get(bytes);
        return bytes;
    }
}
