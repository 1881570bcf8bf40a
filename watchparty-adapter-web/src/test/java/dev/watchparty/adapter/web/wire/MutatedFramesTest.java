package dev.watchparty.adapter.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.watchparty.domain.party.Parties;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Frames that were good, with some bytes turned, lost, doubled or cut off: each is still a frame, or is refused in
 * words. Whatever else were thrown would end a connection. Replay a failure by the frame, whose name is the seed.
 */
class MutatedFramesTest {

    private static final int MUTANTS_EACH = 2_000;
    private static final String STRUCTURE = "{}[]\",:\\-.0e \u0000\u007f";

    /** What a mutant was taken for. */
    private enum Fate {
        UNDERSTOOD,
        REFUSED
    }

    static Stream<String> names() {
        return new TreeSet<>(CommandJson.types()).stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_mutated_frame_is_a_frame_or_is_refused(String name) {
        Random random = new Random(name.hashCode());
        byte[] good = GoldenFrame.text("client-" + name).getBytes(StandardCharsets.UTF_8);
        assertThat(fate(good)).isEqualTo(Fate.UNDERSTOOD);

        TreeSet<Fate> fates = new TreeSet<>();
        for (int number = 0; number < MUTANTS_EACH; number++) {
            fates.add(fate(mutant(good, random)));
        }

        assertThat(fates).containsExactly(Fate.values());
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatever_is_cut_off_is_refused(String name) {
        byte[] good = GoldenFrame.text("client-" + name).strip().getBytes(StandardCharsets.UTF_8);

        for (int length = 0; length < good.length; length++) {
            assertThat(fate(Arrays.copyOf(good, length))).isEqualTo(Fate.REFUSED);
        }
    }

    /** What is remembered would be copied for every new name, which was 280 KB a frame. */
    @Test
    void names_that_strangers_make_up_are_not_remembered() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int frames = 20_000;
        long before = threads.getCurrentThreadAllocatedBytes();

        for (int number = 0; number < frames; number++) {
            String text = "{\"type\":\"clock\",\"t0\":1,\"made up " + number + "\":1}";
            assertThat(fate(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(Fate.UNDERSTOOD);
        }

        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / frames).isLessThan(32 * 1024);
    }

    private static Fate fate(byte[] frame) {
        try {
            @Nullable Object understood = CommandJson.read(ByteBuffer.wrap(frame), Parties.PARTY);
            assertThat(understood).isNotNull();
            return Fate.UNDERSTOOD;
        } catch (MalformedFrameException refused) {
            assertThat(refused).message().isNotBlank();
            return Fate.REFUSED;
        } catch (RuntimeException other) {
            throw new AssertionError(new String(frame, StandardCharsets.ISO_8859_1), other);
        }
    }

    private static byte[] mutant(byte[] good, Random random) {
        byte[] mutant = good.clone();
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int place = random.nextInt(mutant.length);
            int other = random.nextInt(mutant.length);
            switch (random.nextInt(4)) {
                case 0 -> mutant[place] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutant[place] = (byte) random.nextInt();
                case 2 -> mutant[place] = (byte) STRUCTURE.charAt(random.nextInt(STRUCTURE.length()));
                default -> mutant[place] = mutant[other];
            }
        }
        return mutant;
    }
}
