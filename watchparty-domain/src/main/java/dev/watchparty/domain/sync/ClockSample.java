package dev.watchparty.domain.sync;

import java.time.Duration;
import java.time.Instant;

/**
 * One exchange of the four timestamps by which a client learns the server's time (RFC 5905, section 8).
 *
 * <p>The client's two are read from a monotonic clock and count from an origin of its own, so that a wall clock set
 * wrong or set anew does no harm.
 *
 * @param clientSent t0, when the client sent its question
 * @param serverReceived t1, when the server read it
 * @param serverSent t2, when the server wrote its answer
 * @param clientReceived t3, when the client read that
 */
public record ClockSample(Duration clientSent, Instant serverReceived, Instant serverSent, Duration clientReceived) {

    public ClockSample {
        if (clientReceived.compareTo(clientSent) < 0 || serverSent.isBefore(serverReceived)) {
            throw new IllegalArgumentException("an answer before its question");
        }
    }

    /** The clock offset: the server's time, since the Unix epoch, minus the client's, since its origin. */
    public Duration offset() {
        Duration outward = Duration.between(Instant.EPOCH, serverReceived).minus(clientSent);
        Duration homeward = Duration.between(Instant.EPOCH, serverSent).minus(clientReceived);
        return outward.plus(homeward).dividedBy(2);
    }

    /** Time on the wire both ways, without the server's processing; never negative. */
    public Duration roundTrip() {
        Duration wire = clientReceived.minus(clientSent).minus(Duration.between(serverReceived, serverSent));
        return wire.isNegative() ? Duration.ZERO : wire;
    }

    /** How far {@link #offset} may be off, either way: half the round trip, if one direction took it all. */
    public Duration uncertainty() {
        return roundTrip().dividedBy(2);
    }
}
