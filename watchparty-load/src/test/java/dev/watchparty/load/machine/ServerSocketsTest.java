package dev.watchparty.load.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class ServerSocketsTest {

    @Test
    void whom_a_server_has_given_up_is_no_client_any_more() throws IOException {
        try (ServerSocket door = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                Socket one = new Socket(door.getInetAddress(), door.getLocalPort());
                Socket other = new Socket(door.getInetAddress(), door.getLocalPort())) {
            Socket accepted = door.accept();
            assertThat(ServerSockets.clientsOf(door.getLocalPort()))
                    .containsExactlyInAnyOrder(one.getLocalPort(), other.getLocalPort());

            accepted.close();

            assertThat(ServerSockets.clientsOf(door.getLocalPort())).hasSize(1).doesNotContain(accepted.getPort());
        }
    }
}
