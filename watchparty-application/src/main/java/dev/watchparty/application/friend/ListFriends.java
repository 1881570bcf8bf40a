package dev.watchparty.application.friend;

import dev.watchparty.application.port.FriendStore;
import dev.watchparty.application.port.FriendStore.Contacts;
import dev.watchparty.domain.participant.UserId;

/** Shows somebody their friends and requests. Blocks on the store. Safe for many threads. */
public final class ListFriends {

    private final FriendStore friends;

    public ListFriends(FriendStore friends) {
        this.friends = friends;
    }

    public Contacts handle(UserId user) {
        return friends.contactsOf(user);
    }
}
