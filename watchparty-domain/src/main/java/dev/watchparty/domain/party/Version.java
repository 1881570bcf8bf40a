package dev.watchparty.domain.party;

/**
 * Counts all accepted changes of a party, without gaps: a party is created at 1, and each event takes the next number.
 */
public record Version(long value) implements Comparable<Version> {

    /** Before anything happened. */
    public static final Version NONE = new Version(0);

    public Version {
        if (value < 0) {
            throw new IllegalArgumentException("version must not be negative, but is " + value);
        }
    }

    public Version next() {
        return new Version(value + 1);
    }

    public boolean isBefore(Version other) {
        return value < other.value;
    }

    /** How many changes lie between {@code earlier} and this; negative if this is the earlier one. */
    public long since(Version earlier) {
        return value - earlier.value;
    }

    @Override
    public int compareTo(Version other) {
        return Long.compare(value, other.value);
    }
}
