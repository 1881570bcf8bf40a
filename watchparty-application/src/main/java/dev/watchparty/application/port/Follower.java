package dev.watchparty.application.port;

import dev.watchparty.domain.participant.UserId;
import java.time.Duration;
import java.util.Optional;

/**
 * One connection that is told what happens in a party.
 *
 * @param <M> a message in its protocol
 */
public interface Follower<M> {

    UserId user();

    /**
     * It follows: from now on it is told what happens, what it asks for itself included. Never called again, and not at
     * all if it is dismissed instead.
     */
    default void begun() {}

    /**
     * Sends {@code message} after what was sent before. Never blocks; a follower that falls behind is its own matter.
     */
    void tell(M message);

    /** How long a message takes to it, as last measured. */
    Optional<Duration> oneWayDelay();

    /** It is told nothing any more, because of {@code farewell}. */
    void dismiss(Farewell farewell);

    /** Why a follower is told nothing any more. */
    enum Farewell {
        PARTY_ENDED,
        LEFT,
        KICKED,
        BANNED,
        ERASED,
        NOT_PARTICIPATING,
        UNKNOWN_PARTY,
        /** The store did not answer, or too much is going on: come back later. */
        UNAVAILABLE
    }
}
