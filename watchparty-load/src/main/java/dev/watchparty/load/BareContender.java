package dev.watchparty.load;

import dev.watchparty.load.drive.LoadRun.Acks;
import dev.watchparty.load.machine.BareServer;
import dev.watchparty.load.machine.Pinning;
import dev.watchparty.load.machine.ServerProcesses;
import dev.watchparty.load.wire.PreparedParty;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/** A server with nothing of a party: the floor in C, or what a framework makes of the same. */
record BareContender(String name, List<String> command) implements Contender {

    /** What a table calls the C program. */
    static final String FLOOR = "C, `epoll` and `send`: the floor";

    BareContender {
        command = List.copyOf(command);
    }

    static BareContender floor(String program) {
        return new BareContender(FLOOR, List.of(program));
    }

    /** One of the servers in the jar of comparators, run as this process is. */
    static BareContender ofJar(String name, Path jar, String which) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new BareContender(
                name, List.of(java.toString(), "-XX:+UseSerialGC", "-Xmx1g", "-jar", jar.toString(), which));
    }

    @Override
    public Running start(Pinning pinning) throws IOException {
        return new Bare(BareServer.start(command, pinning));
    }

    private record Bare(BareServer server) implements Running {

        @Override
        public InetSocketAddress address() {
            return server.address();
        }

        @Override
        public ServerProcesses processes() {
            return server.processes();
        }

        @Override
        public Acks acks() {
            return Acks.NONE;
        }

        @Override
        public List<PreparedParty> prepare(Cell cell) {
            return PreparedParty.onTheFloor(cell.parties(), cell.members());
        }

        @Override
        public void end(List<PreparedParty> parties) {}

        @Override
        public void close() {
            server.close();
        }
    }
}
