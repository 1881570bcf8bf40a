package dev.watchparty.application.port;

import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Username;
import java.util.Optional;
import java.util.Set;

/** Keeps what is known of people. Safe for many threads; the last writer wins. */
public interface AccountStore {

    Optional<Profile> find(UserId user);

    /** Who is called exactly so: all, if at most one is, else any two, since names need not be unique. */
    Set<UserId> named(Username username);

    void save(UserId user, Profile profile);

    /** Forgets somebody, if they are known. */
    void forget(UserId user);
}
