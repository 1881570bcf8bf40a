package dev.watchparty.lab.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartedServerTest {

    @Test
    void says_where_it_listens_and_ends_with_all_that_it_started() throws IOException {
        StartedServer server =
                start("echo first; echo Watchparty is running at http://127.0.0.1:$PORT; sleep 600 & wait");
        List<ProcessHandle> children = ProcessHandle.current().descendants().toList();

        assertThat(server.address()).hasToString("http://127.0.0.1:4711/");
        assertThat(children).isNotEmpty();

        server.close();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void tells_what_a_server_said_that_did_not_start() {
        assertThatThrownBy(() -> start("echo The port is taken; exit 1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The port is taken");
    }

    private static StartedServer start(String script) throws IOException {
        return StartedServer.start(List.of("sh", "-c", script), Map.of("PORT", "4711"));
    }
}
