package dev.watchparty.application.port;

import dev.watchparty.domain.participant.UserId;
import java.util.Set;

/** Who somebody's friends are: whose parties for friends they find. Safe for many threads; may block. */
@FunctionalInterface
public interface FriendLists {

    Set<UserId> friendsOf(UserId user);
}
