package dev.watchparty.load.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StartingServersTest {

    private static final long SECONDS_MAX = 30;

    @Test
    void closing_ends_the_command_and_what_it_started() throws Exception {
        StartedServer server =
                StartedServer.program(List.of("sh", "-c", "sleep 600 & echo started; wait"), Pinning.NONE);
        assertThat(server.output().read()).isEqualTo('s');
        List<CompletableFuture<ProcessHandle>> ends = ProcessTree.of(List.of(server.pid())).pids().stream()
                .map(pid -> ProcessHandle.of(pid).orElseThrow().onExit())
                .toList();

        server.close();

        assertThat(ends).hasSize(2);
        for (CompletableFuture<ProcessHandle> end : ends) {
            assertThat(end.get(SECONDS_MAX, TimeUnit.SECONDS).isAlive()).isFalse();
        }
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void pinning_names_both_sides() {
        Pinning pinning = Pinning.parse("0,2-3:1");

        assertThat(pinning.pinned(List.of("x"))).containsExactly("taskset", "-c", "0,2-3", "x");
        assertThat(pinning.load()).isEqualTo("1");
    }

    @Test
    void no_pinning_leaves_a_command_as_it_is() {
        assertThat(Pinning.NONE.pinned(List.of("x"))).containsExactly("x");
    }

    @Test
    void pinning_refuses_anything_else() {
        assertThatThrownBy(() -> Pinning.parse("0")).hasMessageContaining("SERVERCPUS:LOADCPUS");
        assertThatThrownBy(() -> Pinning.parse("0:1;ls")).hasMessageContaining("SERVERCPUS:LOADCPUS");
    }

    @Test
    void a_command_that_fails_says_why() {
        assertThatThrownBy(() -> Command.run(List.of("sh", "-c", "echo broken >&2; exit 1")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken");
    }
}
