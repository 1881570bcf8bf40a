package dev.watchparty.domain.party;

/** What somebody is to a party's rightful host. */
public enum Friendship {
    FRIEND,
    STRANGER
}
