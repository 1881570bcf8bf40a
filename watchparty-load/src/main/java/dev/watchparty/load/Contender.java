package dev.watchparty.load;

import dev.watchparty.load.drive.LoadRun.Acks;
import dev.watchparty.load.machine.Pinning;
import dev.watchparty.load.machine.ServerProcesses;
import dev.watchparty.load.wire.PreparedParty;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** A server that a fan-out can be measured on, started afresh for each round. */
interface Contender {

    /** What it is called in tables. */
    String name();

    Running start(Pinning pinning) throws IOException;

    /** A server that serves. */
    interface Running extends AutoCloseable {

        InetSocketAddress address();

        ServerProcesses processes();

        /** Whether it answers commands. */
        Acks acks();

        /** Parties that wait for their members to connect. */
        List<PreparedParty> prepare(Cell cell);

        void end(List<PreparedParty> parties);

        @Override
        void close() throws IOException;
    }
}
