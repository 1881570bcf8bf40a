package dev.watchparty.load.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that listens, or connects to one that does, says so, and waits to be ended. */
final class Peer {

    private Peer() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            ServerSocket door = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
            System.out.println(door.getLocalPort());
            while (System.in.read() >= 0) {}
            door.close();
        } else {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
            System.out.println(socket.getLocalPort());
            while (System.in.read() >= 0) {}
            socket.close();
        }
    }

    /** The command that listens, or that connects to a port. */
    static List<String> command(Object... port) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> listen = List.of(java, "-cp", System.getProperty("java.class.path"), Peer.class.getName());
        if (port.length == 0) return listen;
        return List.of(listen.get(0), listen.get(1), listen.get(2), listen.get(3), port[0].toString());
    }
}
