package dev.watchparty.load.drive;

import java.util.List;

/** When hosts act in one phase of a run. Confined to the loop's thread. */
sealed interface Pace permits OpenLoop, ClosedLoop {

    void begin(List<PartyLoad> parties, long now);

    /** Called after every read and wait. */
    void turn(long now);

    /** The last member of {@code party} has the latest of it. */
    void allHaveLatest(PartyLoad party, long now);

    /** Whether no more commands will be sent. */
    boolean hasEnded(long now);
}
