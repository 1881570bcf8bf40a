package dev.watchparty.load.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessReadingTest {

    private Path proc = Path.of("");
    private ProcessTree server = ProcessTree.of(List.of());

    @BeforeEach
    void prepare(@TempDir Path directory) throws IOException {
        proc = directory;
        process(10, 1, "java");
        process(11, 10, "postgres: (a) b");
        process(12, 11, "postgres");
        process(20, 1, "other");
        server = new ProcessTree(proc, List.of(10L));
    }

    @Test
    void a_tree_holds_all_descendants_and_nobody_else() {
        assertThat(server.pids()).containsExactlyInAnyOrder(10L, 11L, 12L);
    }

    @Test
    void a_process_that_is_gone_counts_for_nothing() {
        ProcessTree gone = new ProcessTree(proc, List.of(99L));

        assertThat(gone.pids()).isEmpty();
        assertThat(gone.cpuNanosByThread()).isEmpty();
    }

    @Test
    void cpu_time_is_the_schedulers_count_of_each_thread() throws IOException {
        thread(10, 10, "1500 20 3");
        thread(10, 13, "2500000 7 9");
        thread(12, 12, "40 0 1");
        thread(20, 20, "777 0 1");

        assertThat(server.cpuNanosByThread()).isEqualTo(Map.of(10L, 1_500L, 13L, 2_500_000L, 12L, 40L));
    }

    @Test
    void cpu_time_is_counted_in_ticks_where_the_scheduler_keeps_no_count() throws IOException {
        thread(10, 10, "0 0 0");

        assertThat(server.cpuNanosByThread()).isEqualTo(Map.of(10L, (700L + 35L) * 10_000_000));
    }

    @Test
    void resident_memory_is_read_of_each_process() {
        assertThat(server.residentKibByProcess()).isEqualTo(Map.of(10L, 1_010L, 11L, 1_011L, 12L, 1_012L));
    }

    @Test
    void java_processes_are_known_by_name() {
        assertThat(server.javaPids()).containsExactly(10L);
    }

    @Test
    void threads_that_compile_are_known_by_name() throws IOException {
        thread(10, 10, "1 0 1");
        thread(10, 14, "1 0 1");
        Files.writeString(proc.resolve("10/task/10/comm"), "java\n");
        Files.writeString(proc.resolve("10/task/14/comm"), "C2 CompilerThre\n");

        assertThat(server.compilerThreads()).containsExactly(14L);
    }

    @Test
    void use_is_what_living_threads_added() {
        assertThat(CpuWindow.used(Map.of(1L, 100L, 2L, 900L), Map.of(1L, 150L, 3L, 20L)))
                .isEqualTo(70);
    }

    @Test
    void this_very_process_has_used_cpu_time_and_memory() {
        long self = ProcessHandle.current().pid();
        ProcessTree tree = ProcessTree.of(List.of(self));

        assertThat(tree.pids()).contains(self);
        assertThat(tree.cpuNanosByThread().values()).anyMatch(nanos -> nanos > 0);
        assertThat(tree.residentKibByProcess().get(self)).isPositive();
    }

    private void process(long pid, long parent, String name) throws IOException {
        Path directory = Files.createDirectories(proc.resolve(Long.toString(pid)));
        Files.writeString(directory.resolve("stat"), stat(pid, parent, name));
        Files.writeString(directory.resolve("comm"), name + "\n");
        Files.writeString(
                directory.resolve("status"), "Name:\tx\nVmHWM:\t    9 kB\nVmRSS:\t  " + (1_000 + pid) + " kB\n");
    }

    private void thread(long pid, long thread, String schedule) throws IOException {
        Path directory = Files.createDirectories(proc.resolve(pid + "/task/" + thread));
        Files.writeString(directory.resolve("schedstat"), schedule + "\n");
        Files.writeString(directory.resolve("stat"), stat(thread, 1, "x y"));
    }

    private static String stat(long pid, long parent, String name) {
        return pid + " (" + name + ") S " + parent + " 0 0 0 -1 0 0 0 0 0 700 35 0 0 20 0 1 0\n";
    }
}
