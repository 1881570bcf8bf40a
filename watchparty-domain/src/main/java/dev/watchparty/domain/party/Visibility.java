package dev.watchparty.domain.party;

/** Who finds a party, reads it and joins it. A password guards joining and reading besides, at every visibility. */
public enum Visibility {
    /** Listed; anyone may read and join. */
    PUBLIC,
    /** The host's friends see, read and join it; others are refused even with the code. */
    FRIENDS,
    /** Not listed; whoever has the code may read and join. */
    INVITE,
    /** Not listed; the code admits, but only participants may read. */
    PRIVATE
}
