package dev.watchparty.application.port;

import dev.watchparty.domain.friend.Bond;
import dev.watchparty.domain.friend.FriendCommand;
import dev.watchparty.domain.friend.FriendDecision;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps what there is between people whom the {@link AccountStore} knows; whoever is forgotten there is forgotten here.
 * Safe for many threads and servers.
 */
public interface FriendStore {

    /** Of the requests that somebody got, the newest are listed, at most so many. */
    int INCOMING_LISTED_MAX = 200;

    /** What there is between the two; nothing between somebody and themselves. */
    Bond between(UserId one, UserId other);

    /**
     * Has {@code command} decide at {@code now}, and keeps what it says, as one step: nothing else changes any bond of
     * either person meanwhile, so that no limit is passed by two who come at the same moment.
     *
     * @return the decision; empty, if one of the two is unknown
     */
    Optional<FriendDecision> handle(FriendCommand command, Instant now);

    /** Everybody who is a friend of {@code user}. */
    Set<UserId> friendsOf(UserId user);

    /** All that {@code user} may know of their friends and requests, at one moment. */
    Contacts contactsOf(UserId user);

    /**
     * Everybody whom somebody befriended, was asked by, and asked. The newest come first.
     *
     * @param outgoing those asked who did not answer, as far as the asker may know
     */
    record Contacts(List<Contact> friends, List<Contact> incoming, List<Contact> outgoing) {

        public Contacts {
            friends = List.copyOf(friends);
            incoming = List.copyOf(incoming);
            outgoing = List.copyOf(outgoing);
        }
    }

    /** Somebody's friend since, or somebody whose request was made at, {@code since}. */
    record Contact(UserId user, Profile profile, Instant since) {}
}
