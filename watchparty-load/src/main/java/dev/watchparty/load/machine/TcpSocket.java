package dev.watchparty.load.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A row of {@code /proc/net/tcp} or {@code tcp6}. The address is in the machine's own order of bytes. */
record TcpSocket(int localPort, String remoteAddress, int remotePort, String state, long inode) {

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String ESTABLISHED = "01";
    private static final String LISTENING = "0A";
    private static final String LOOPBACK_4 = "0100007F";
    private static final String LOOPBACK_6 = "00000000000000000000000001000000";

    /** All of this machine. */
    static Stream<TcpSocket> all() {
        return TABLES.stream().flatMap(TcpSocket::rows);
    }

    private static Stream<TcpSocket> rows(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1).map(TcpSocket::parse);
        } catch (IOException notHere) {
            return Stream.of();
        }
    }

    static TcpSocket parse(String row) {
        String[] fields = row.strip().split(" +", -1);
        return new TcpSocket(
                port(fields[1]),
                fields[2].substring(0, fields[2].indexOf(':')),
                port(fields[2]),
                fields[3],
                Long.parseLong(fields[9]));
    }

    boolean isDoor() {
        return state.equals(LISTENING);
    }

    boolean isConnection() {
        return state.equals(ESTABLISHED);
    }

    /** As such or mapped into IPv6. */
    boolean isToLoopback() {
        return remoteAddress.endsWith(LOOPBACK_4) || remoteAddress.equals(LOOPBACK_6);
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }
}
