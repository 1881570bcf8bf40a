package dev.watchparty.adapter.web.wire;

import dev.watchparty.application.port.FriendStore.Contact;
import java.time.Instant;

/** A request to be friends that waits, with the person at its other end. */
public record FriendRequestJson(PublicUserJson user, Instant requestedAt) {

    static FriendRequestJson of(Contact contact) {
        return new FriendRequestJson(PublicUserJson.of(contact.user(), contact.profile()), contact.since());
    }
}
