package dev.watchparty.application.friend;

import dev.watchparty.application.port.FriendGraph;
import dev.watchparty.application.port.FriendLists;
import dev.watchparty.application.port.FriendStore;
import dev.watchparty.domain.friend.Bond;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Friendship;
import java.util.Set;

/** The friendships that people made here. Blocks on the store. Safe for many threads. */
public final class StoredFriendGraph implements FriendGraph, FriendLists {

    private final FriendStore friends;

    public StoredFriendGraph(FriendStore friends) {
        this.friends = friends;
    }

    @Override
    public Friendship between(UserId one, UserId other) {
        if (one.equals(other)) return Friendship.STRANGER; // Hosts look at their own parties all the time.
        return friends.between(one, other) instanceof Bond.Friends ? Friendship.FRIEND : Friendship.STRANGER;
    }

    @Override
    public Set<UserId> friendsOf(UserId user) {
        return friends.friendsOf(user);
    }
}
