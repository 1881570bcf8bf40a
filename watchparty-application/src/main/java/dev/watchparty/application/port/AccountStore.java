package dev.watchparty.application.port;

import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.UserId;
import java.util.Optional;

/** Keeps what is known of people. Safe for many threads; the last writer wins. */
public interface AccountStore {

    Optional<Profile> find(UserId user);

    void save(UserId user, Profile profile);
}
