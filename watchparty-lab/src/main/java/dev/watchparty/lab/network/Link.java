package dev.watchparty.lab.network;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a link treats what passes through it, the same in both directions. Half the round trip is the least that anything
 * takes; jitter comes on top of it; {@code loss} is the probability that a TCP segment is lost on its way.
 */
public record Link(Duration roundTrip, Duration jitter, Spread spread, double loss) {

    /** What Ethernet leaves of a packet for TCP's own bytes. */
    static final int SEGMENT_BYTES_MAX = 1460;

    /** Linux waits at least so much longer than the round trip before it sends again (RFC 6298, with a lower floor). */
    private static final long RETRANSMISSION_NANOS_MIN = 200_000_000;

    private static final int RETRANSMISSIONS_MAX = 8;

    /** After so many answers that miss the same segment, its sender believes it lost. */
    private static final int DUPLICATES = 3;

    /** How jitter is spread up to its bound. */
    public enum Spread {
        UNIFORM,
        /** Mostly little, seldom much: a quarter of the bound in the mean, and cut off there. */
        EXPONENTIAL
    }

    /** A link that changes nothing but the socket's ends. */
    public static final Link PERFECT = new Link(Duration.ZERO, Duration.ZERO, Spread.UNIFORM, 0);

    public Link {
        if (roundTrip.isNegative() || jitter.isNegative()) {
            throw new IllegalArgumentException("a link cannot be faster than at once");
        }
        if (!(loss >= 0 && loss < 1)) {
            throw new IllegalArgumentException("loss is a probability below 1, not " + loss);
        }
    }

    /** A link that only delays. */
    public static Link of(Duration roundTrip) {
        return new Link(roundTrip, Duration.ZERO, Spread.UNIFORM, 0);
    }

    public Link withRoundTrip(Duration changed) {
        return new Link(changed, jitter, spread, loss);
    }

    long roundTripNanos() {
        return roundTrip.toNanos();
    }

    /** How long it waits for the acknowledgement of a segment before it sends the segment again. */
    long retransmissionNanos() {
        return RETRANSMISSION_NANOS_MIN + roundTripNanos() + jitter.toNanos();
    }

    /** How long so many bytes that leave together are on their way. */
    long transitNanos(int bytes, RandomGenerator random) {
        return roundTripNanos() / 2 + jitterNanos(random) + repairNanos(bytes, random);
    }

    private long jitterNanos(RandomGenerator random) {
        long bound = jitter.toNanos();
        return switch (spread) {
            case UNIFORM -> (long) (random.nextDouble() * (double) bound);
            case EXPONENTIAL ->
                (long) Math.min((double) bound, -Math.log(1 - random.nextDouble()) * (double) bound / 4);
        };
    }

    /**
     * What the repair of losses costs. A lost segment with enough others behind it is missed by the receiver, and sent
     * again within a round trip (RFC 5681 section 3.2); one near the end waits for a time-out, and twice as long for
     * each time that it is lost again.
     */
    private long repairNanos(int bytes, RandomGenerator random) {
        int segments = Math.max(1, (bytes + SEGMENT_BYTES_MAX - 1) / SEGMENT_BYTES_MAX);
        if (random.nextDouble() >= 1 - Math.pow(1 - loss, segments)) return 0;
        boolean isMissed = segments - 1 - random.nextInt(segments) >= DUPLICATES;
        long timeout = isMissed ? roundTripNanos() : retransmissionNanos();
        long waited = timeout;
        for (int again = 1; again < RETRANSMISSIONS_MAX && random.nextDouble() < loss; again++) {
            timeout = Math.max(retransmissionNanos(), 2 * timeout);
            waited += timeout;
        }
        return waited;
    }
}
