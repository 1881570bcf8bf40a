package dev.watchparty.application.port;

import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.UserId;
import java.time.Instant;

/**
 * Whom a token speaks for, and until when.
 *
 * @param isGuest whether we gave them their name, so that nobody else vouches for them
 */
public record Identity(UserId user, Profile profile, Instant expiresAt, boolean isGuest) {

    /** Somebody whom an identity provider vouches for. */
    public Identity(UserId user, Profile profile, Instant expiresAt) {
        this(user, profile, expiresAt, /* isGuest= */ false);
    }
}
