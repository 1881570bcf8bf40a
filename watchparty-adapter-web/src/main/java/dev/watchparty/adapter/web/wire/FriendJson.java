package dev.watchparty.adapter.web.wire;

import dev.watchparty.application.port.FriendStore.Contact;
import java.time.Instant;

/** Somebody's friend. */
public record FriendJson(PublicUserJson user, Instant since) {

    static FriendJson of(Contact contact) {
        return new FriendJson(PublicUserJson.of(contact.user(), contact.profile()), contact.since());
    }
}
