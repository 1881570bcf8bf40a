package dev.watchparty.load.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FootprintTest {

    @Test
    void a_heap_is_the_sum_of_its_parts() {
        String serial = """
                4711:
                 def new generation   total 39296K, used 1200K [0x1, 0x2, 0x3)
                  eden space 34944K,   3% used [0x1, 0x2, 0x3)
                 tenured generation   total 87424K, used 5300K [0x1, 0x2, 0x3)
                   the space 87424K,   6% used [0x1, 0x2, 0x3)
                 Metaspace       used 23456K, committed 23808K, reserved 1114112K
                  class space    used 2345K, committed 2496K, reserved 1048576K
                """;

        assertThat(Footprint.used(serial)).isEqualTo(6500);
    }

    @Test
    void this_very_process_holds_something_of_each() throws IOException {
        Footprint footprint =
                Footprint.of(ProcessTree.of(List.of(ProcessHandle.current().pid())));

        assertThat(footprint.residentKib()).isPositive();
        assertThat(footprint.heapKib()).isPositive().isLessThan(footprint.residentKib());
        assertThat(footprint.threads()).isGreaterThan(3);
        assertThat(footprint.files()).isGreaterThan(3);
    }
}
