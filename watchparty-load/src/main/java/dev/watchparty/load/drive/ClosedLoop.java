package dev.watchparty.load.drive;

import java.time.Duration;
import java.util.List;

/** Each host acts again as soon as the last member has heard of it: what a server can do at most. */
final class ClosedLoop implements Pace {

    /** After so long without its last delivery a command is given up, and the next one sent. */
    private static final long STALL_NANOS = Duration.ofSeconds(3).toNanos();

    private static final long STALL_CHECK_NANOS = Duration.ofMillis(500).toNanos();

    private final Duration length;
    private final Tally tally;
    private List<PartyLoad> parties = List.of();
    private long endNanos;
    private long checkedNanos;

    ClosedLoop(Duration length, Tally tally) {
        this.length = length;
        this.tally = tally;
    }

    @Override
    public void begin(List<PartyLoad> all, long now) {
        parties = all;
        endNanos = now + length.toNanos();
        checkedNanos = now;
        parties.forEach(party -> party.send(now, now));
    }

    @Override
    public void turn(long now) {
        if (hasEnded(now) || now - checkedNanos < STALL_CHECK_NANOS) return;
        checkedNanos = now;
        for (PartyLoad party : parties) {
            if (now - party.lastCommandNanos() > STALL_NANOS) {
                tally.stalls++;
                party.send(now, now);
            }
        }
    }

    @Override
    public void allHaveLatest(PartyLoad party, long now) {
        if (!hasEnded(now)) {
            party.send(now, now);
        }
    }

    @Override
    public boolean hasEnded(long now) {
        return now - endNanos >= 0;
    }
}
