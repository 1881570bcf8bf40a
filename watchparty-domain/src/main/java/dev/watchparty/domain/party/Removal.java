package dev.watchparty.domain.party;

/** How somebody is put out of a party. */
public enum Removal {
    /** Out; the invite code lets them in again. */
    KICKED,
    /** Out, and refused until somebody lifts the ban. */
    BANNED
}
