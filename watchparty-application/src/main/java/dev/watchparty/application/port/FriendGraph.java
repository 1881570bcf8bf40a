package dev.watchparty.application.port;

import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Friendship;

/** Who is whose friend. Safe for many threads. */
@FunctionalInterface
public interface FriendGraph {

    /** What {@code one} and {@code other} are to each other; nobody is their own friend. */
    Friendship between(UserId one, UserId other);
}
