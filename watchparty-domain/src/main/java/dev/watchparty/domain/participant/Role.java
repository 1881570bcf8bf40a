package dev.watchparty.domain.participant;

/** What a participant may do. A party has exactly one host. */
public enum Role {
    HOST,
    CO_HOST,
    VIEWER;

    /** Whether this role may play, pause, seek and skip. */
    public boolean mayControl() {
        return this != VIEWER;
    }
}
