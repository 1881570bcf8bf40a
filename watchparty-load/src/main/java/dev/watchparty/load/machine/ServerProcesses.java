package dev.watchparty.load.machine;

import java.util.ArrayList;
import java.util.List;

/**
 * The processes of a server: its own, and all of it, with the database that it has on this machine.
 *
 * @param own those that were named, and what they started
 * @param whole the same, and those that they have connections to
 */
public record ServerProcesses(ProcessTree own, ProcessTree whole) {

    /** A server that uses no other. */
    public static ServerProcesses of(List<Long> pids) {
        return new ServerProcesses(ProcessTree.of(pids), ProcessTree.of(pids));
    }

    /** A server that runs, and the servers on this machine that it uses at this moment. */
    public static ServerProcesses withWhatTheyUse(List<Long> pids) {
        ProcessTree own = ProcessTree.of(pids);
        List<Long> all = new ArrayList<>(pids);
        all.addAll(LocalPeers.usedBy(own));
        return new ServerProcesses(own, ProcessTree.of(all));
    }

    public boolean isEmpty() {
        return own.isEmpty();
    }
}
