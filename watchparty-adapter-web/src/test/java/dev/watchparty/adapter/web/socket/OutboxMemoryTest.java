package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.watchparty.adapter.web.wire.Frames;
import dev.watchparty.adapter.web.wire.TextFrame;
import dev.watchparty.adapter.web.wire.TextFrame.Kind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a fan-out costs of memory. */
class OutboxMemoryTest {

    private static final int MEMBERS = 1_000;
    private static final int FAN_OUTS = 100;

    private static final class IdleSocket implements Wire {

        @Override
        public boolean take(ByteBuffer bytes) {
            bytes.position(bytes.limit());
            return true;
        }

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
    void telling_a_member_whose_socket_is_idle_takes_no_memory() {
        List<Outbox> members = IntStream.range(0, MEMBERS)
                .mapToObj(number -> new Outbox(new IdleSocket(), () -> {}))
                .toList();
        List<TextFrame> frames = IntStream.range(0, FAN_OUTS)
                .mapToObj(number -> Frames.frame("state " + number, Kind.STATE))
                .toList();
        fanOut(frames, members);

        long bytes = allocatedBytes(() -> fanOut(frames, members));

        assertThat(bytes).isLessThan(MEMBERS * FAN_OUTS); // Not a byte each; what measuring takes is in it.
    }

    private static void fanOut(List<TextFrame> frames, List<Outbox> members) {
        for (int frame = 0; frame < frames.size(); frame++) {
            for (int member = 0; member < members.size(); member++) {
                members.get(member).offer(frames.get(frame));
            }
        }
    }

    private static long allocatedBytes(Runnable task) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        task.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
