package dev.watchparty.domain.party;

/** What a party's policy allows to some roles and not to others. */
public enum Action {
    PAUSE,
    /** To start, now, at a set time or when all are ready. */
    PLAY,
    SEEK,
    SKIP,
    RATE,
    /** To edit what is played: add, remove, reorder, loop, take up suggestions. */
    QUEUE,
    SUGGEST,
    /** To write and to react. */
    CHAT,
    /** To know the invite code. */
    INVITE,
    /** To kick, ban and mute those of a lower role, and to delete what others wrote. */
    MODERATE
}
