package dev.watchparty.load.measure;

import java.util.HashSet;
import java.util.Set;

/**
 * Checks that whole numbers arrive once each and in order. A gap counts as lost until its numbers come late; then they
 * count as reordered. Confined to one thread.
 */
public final class SequenceCheck {

    /** Numbers of gaps remembered; one beyond that comes late is taken for a doubled one. */
    static final int MISSING_MAX = 10_000;

    /** How a number stood to those before it. */
    public enum Arrival {
        NEXT,
        AHEAD,
        LATE,
        DOUBLED
    }

    private long next;
    private long skipped;
    private long reordered;
    private long doubled;
    private Set<Long> missing = Set.of();

    public SequenceCheck(long first) {
        next = first;
    }

    /** The number that should come next. */
    public long next() {
        return next;
    }

    public Arrival saw(long number) {
        if (number == next) {
            next++;
            return Arrival.NEXT;
        }
        return number > next ? ahead(number) : behind(number);
    }

    /** What is wrong if nothing below {@code end} is still to come. */
    public Faults faultsBefore(long end) {
        return new Faults(skipped + Math.max(0, end - next), reordered, doubled);
    }

    /** Starts again at {@code first} with nothing held against it. */
    public void restart(long first) {
        next = first;
        skipped = 0;
        reordered = 0;
        doubled = 0;
        missing = Set.of();
    }

    private Arrival ahead(long number) {
        if (missing.isEmpty()) {
            missing = new HashSet<>();
        }
        for (long gap = next; gap < number && missing.size() < MISSING_MAX; gap++) {
            missing.add(gap);
        }
        skipped += number - next;
        next = number + 1;
        return Arrival.AHEAD;
    }

    private Arrival behind(long number) {
        if (!missing.isEmpty() && missing.remove(number)) {
            skipped--;
            reordered++;
            return Arrival.LATE;
        }
        doubled++;
        return Arrival.DOUBLED;
    }
}
