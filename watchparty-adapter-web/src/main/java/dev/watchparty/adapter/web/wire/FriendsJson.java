package dev.watchparty.adapter.web.wire;

import dev.watchparty.application.port.FriendStore.Contacts;
import java.util.List;

/** Somebody's friends, and the requests that wait for an answer: theirs to others, others' to them. */
public record FriendsJson(
        List<FriendJson> friends, List<FriendRequestJson> incoming, List<FriendRequestJson> outgoing) {

    public static FriendsJson of(Contacts contacts) {
        return new FriendsJson(
                contacts.friends().stream().map(FriendJson::of).toList(),
                contacts.incoming().stream().map(FriendRequestJson::of).toList(),
                contacts.outgoing().stream().map(FriendRequestJson::of).toList());
    }
}
