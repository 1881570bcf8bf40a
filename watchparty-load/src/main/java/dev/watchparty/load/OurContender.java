package dev.watchparty.load;

import dev.watchparty.load.drive.LoadRun.Acks;
import dev.watchparty.load.machine.Pinning;
import dev.watchparty.load.machine.ServerProcesses;
import dev.watchparty.load.wire.PartyApi;
import dev.watchparty.load.wire.PreparedParty;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** The whole server: parties, rights, versions, storage. */
record OurContender(ServerOptions options) implements Contender {

    /** What a table calls it. */
    static final String WATCHPARTY = "Watchparty, with its PostgreSQL";

    @Override
    public String name() {
        return WATCHPARTY;
    }

    @Override
    public Running start(Pinning pinning) throws IOException {
        ServerUnderLoad server = options.open(pinning);
        return new Ours(server, server.api());
    }

    private record Ours(ServerUnderLoad server, PartyApi api) implements Running {

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
            return Acks.EXPECTED;
        }

        @Override
        public List<PreparedParty> prepare(Cell cell) {
            return api.prepare(cell.parties(), cell.members());
        }

        @Override
        public void end(List<PreparedParty> parties) {
            api.end(parties);
        }

        @Override
        public void close() {
            api.close();
            server.close();
        }
    }
}
