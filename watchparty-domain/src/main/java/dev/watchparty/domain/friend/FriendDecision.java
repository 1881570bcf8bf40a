package dev.watchparty.domain.friend;

import dev.watchparty.domain.participant.UserId;

/** The answer to a command about friends. */
public sealed interface FriendDecision {

    /** Yes; and this is what was between the two, and what is now, which may be the same. */
    record Accepted(Bond before, Bond after) implements FriendDecision {

        /** Whether {@code viewer}, one of the two, can see that anything changed. */
        public boolean isSeenBy(UserId viewer) {
            return !before.seenBy(viewer).equals(after.seenBy(viewer));
        }
    }

    /** No, because. */
    record Rejected(FriendRejection reason) implements FriendDecision {}
}
