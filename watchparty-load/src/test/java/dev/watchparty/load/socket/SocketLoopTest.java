package dev.watchparty.load.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchparty.load.measure.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class SocketLoopTest {

    @Test
    void refuses_every_address_but_loopback() throws IOException {
        InetSocketAddress elsewhere =
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}), 80);

        assertThatThrownBy(() -> new SocketLoop(elsewhere, Ticker.system()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback");
    }

    @Test
    void takes_another_source_address_before_ports_run_out() throws IOException {
        assertThat(SocketLoop.source(0).getAddress().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(SocketLoop.source(SocketLoop.PER_ADDRESS_MAX - 1)
                        .getAddress()
                        .getHostAddress())
                .isEqualTo("127.0.0.1");
        assertThat(SocketLoop.source(SocketLoop.PER_ADDRESS_MAX).getAddress().getHostAddress())
                .isEqualTo("127.0.0.2");
    }
}
