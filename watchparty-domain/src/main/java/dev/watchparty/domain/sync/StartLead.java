package dev.watchparty.domain.sync;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * How long before its effect a start is told, so that it has reached everyone when it is due: twice what the 95th
 * percentile of the clients needs one way, at least {@link #MIN}, at most {@link #MAX}.
 */
public final class StartLead {

    public static final Duration MIN = Duration.ofMillis(150);
    public static final Duration MAX = Duration.ofMillis(500);

    private StartLead() {}

    /** The lead for clients whose messages take {@code oneWayDelays}; any order, may be empty. */
    public static Duration of(Collection<Duration> oneWayDelays) {
        if (oneWayDelays.isEmpty()) return MIN;
        List<Duration> sorted = oneWayDelays.stream().sorted().toList();
        int rank = Math.max(1, (sorted.size() * 95 + 99) / 100); // Nearest rank, 1 is the smallest.
        Duration slow = sorted.get(rank - 1);
        if (slow.compareTo(MIN.dividedBy(2)) < 0) return MIN;
        return slow.compareTo(MAX.dividedBy(2)) > 0
                ? MAX
                : Duration.ofMillis(slow.multipliedBy(2).toMillis());
    }
}
