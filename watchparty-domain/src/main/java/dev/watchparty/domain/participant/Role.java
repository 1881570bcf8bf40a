package dev.watchparty.domain.participant;

/** The rank of a participant, the highest first. A party has exactly one host. */
public enum Role {
    HOST,
    CO_HOST,
    VIEWER;

    /** Whether this role is {@code other} or stands above it. */
    public boolean isAtLeast(Role other) {
        return compareTo(other) <= 0;
    }

    /** Whether this role stands above {@code other}. */
    public boolean outranks(Role other) {
        return compareTo(other) < 0;
    }
}
