package dev.watchparty.domain.party;

/** Who may read what was said before they looked. */
public enum HistoryPolicy {
    /** Whoever may read the party. */
    EVERYONE,
    /** Participants, from when they first joined. */
    SINCE_JOIN,
    /** Nobody: what is said is heard by those who are there. */
    NONE
}
