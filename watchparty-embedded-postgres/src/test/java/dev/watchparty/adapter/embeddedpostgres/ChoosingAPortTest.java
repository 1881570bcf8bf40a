package dev.watchparty.adapter.embeddedpostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChoosingAPortTest {

    @TempDir
    private Path directory;

    @Test
    void a_port_that_was_taken_meanwhile_is_left_for_another() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, Server.loopback())) {
            AtomicInteger attempts = new AtomicInteger();

            try (EmbeddedDatabase database = opening()
                    .withPorts(() -> attempts.getAndIncrement() == 0 ? taken.getLocalPort() : Server.freePort())
                    .open()) {
                assertThat(Databases.query(database, "select 1")).isEqualTo("1");
                assertThat(attempts).hasValue(2);
            }
        }
    }

    @Test
    void when_all_are_taken_it_gives_up_and_lets_the_directory_go() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, Server.loopback())) {
            Opening opening = opening().withPorts(taken::getLocalPort);

            assertThatThrownBy(opening::open)
                    .isInstanceOf(EmbeddedDatabaseException.class)
                    .hasMessageContaining("no free port");
        }

        Databases.open(directory).close();
    }

    private Opening opening() throws Exception {
        return Databases.opening(directory);
    }
}
