package dev.watchparty.domain.party;

import dev.watchparty.domain.participant.UserId;

/** Somebody who wants to see a party, with what speaks for them. */
public sealed interface Visitor {

    CodeHeld code();

    /** Nobody we know. */
    record Anonymous(CodeHeld code) implements Visitor {}

    /** Somebody signed in. */
    record SignedIn(UserId user, Friendship withHost, CodeHeld code) implements Visitor {}

    /** Whether the visitor came by the party's invite code. */
    enum CodeHeld {
        YES,
        NO
    }
}
