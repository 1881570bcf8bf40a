package dev.watchparty.adapter.web.socket;

import dev.watchparty.application.party.Workplace;
import java.time.Duration;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after all open connections once a second: pings, dead peers, expired tokens. */
final class Heartbeat {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final Collection<SocketLine> lines;
    private final Workplace workplace;
    private volatile boolean isStopped;

    Heartbeat(Collection<SocketLine> lines, Workplace workplace) {
        this.lines = lines;
        this.workplace = workplace;
    }

    void start() {
        // Not on the workers: while all of those wait for the store, nobody would be pinged, and then all be given up.
        workplace.timers().after(INTERVAL, this::beat);
    }

    void stop() {
        isStopped = true;
    }

    private void beat() {
        if (isStopped) return;
        for (SocketLine line : lines) {
            try {
                line.beat();
            } catch (RuntimeException failure) { // One connection's trouble must not be another's.
                LOG.warn("a connection could not be looked after", failure);
            }
        }
        start();
    }
}
