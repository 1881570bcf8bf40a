package dev.watchparty.load.machine;

import java.util.Set;
import java.util.stream.Collectors;

/** A server's connections, as the kernel has them: what the server has given up is not among them. */
public final class ServerSockets {

    private ServerSockets() {}

    /** The ports of those to whom the server at {@code port} has a connection that neither side has ended. */
    public static Set<Integer> clientsOf(int port) {
        return TcpSocket.all()
                .filter(socket -> socket.isConnection() && socket.localPort() == port)
                .map(TcpSocket::remotePort)
                .collect(Collectors.toUnmodifiableSet());
    }
}
