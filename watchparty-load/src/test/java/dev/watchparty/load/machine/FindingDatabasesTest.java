package dev.watchparty.load.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingDatabasesTest {

    @Test
    void whoever_a_server_has_a_connection_to_is_a_part_of_it() throws IOException {
        try (BareServer database = BareServer.start(Peer.command(), Pinning.NONE);
                BareServer server =
                        BareServer.start(Peer.command(database.address().getPort()), Pinning.NONE)) {
            List<Long> databasePids = database.processes().own().roots();
            List<Long> serverPids = server.processes().own().roots();

            ServerProcesses found = ServerProcesses.withWhatTheyUse(serverPids);

            assertThat(found.own().roots()).isEqualTo(serverPids);
            assertThat(found.whole().roots()).containsAll(serverPids).containsAll(databasePids);
        }
    }

    @Test
    void its_clients_are_not() throws IOException {
        try (BareServer database = BareServer.start(Peer.command(), Pinning.NONE);
                BareServer server =
                        BareServer.start(Peer.command(database.address().getPort()), Pinning.NONE)) {
            List<Long> databasePids = database.processes().own().roots();

            assertThat(ServerProcesses.withWhatTheyUse(databasePids).whole().roots())
                    .isEqualTo(databasePids)
                    .doesNotContainAnyElementsOf(server.processes().own().roots());
        }
    }

    @Test
    void rows_of_sockets_are_read_as_the_kernel_writes_them() {
        TcpSocket door = TcpSocket.parse("   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000 "
                + "    0        0 4711 1 0000000000000000 100 0 0 10 0");
        TcpSocket mapped = TcpSocket.parse(
                "   5: 0000000000000000FFFF00000100007F:D431"
                        + " 0000000000000000FFFF00000100007F:1538 01 00000000:00000000 00:00000000 00000000     0        0 815 1");
        TcpSocket elsewhere = TcpSocket.parse("   7: 0100007F:D431 0200000A:1538 01 0:0 0:0 0 0 0 9 1");

        assertThat(door).isEqualTo(new TcpSocket(8080, "00000000", 0, "0A", 4711));
        assertThat(door.isDoor()).isTrue();
        assertThat(mapped.isConnection()).isTrue();
        assertThat(mapped.isToLoopback()).isTrue();
        assertThat(mapped.remotePort()).isEqualTo(5432);
        assertThat(elsewhere.isToLoopback()).isFalse();
    }
}
