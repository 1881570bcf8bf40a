package dev.watchparty.domain.party;

/** What somebody is to a party's host. */
public enum Friendship {
    FRIEND,
    STRANGER
}
