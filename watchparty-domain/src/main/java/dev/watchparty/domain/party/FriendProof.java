package dev.watchparty.domain.party;

import dev.watchparty.domain.participant.UserId;

/**
 * What speaks for a newcomer to a party that is for the host's friends. Friendship is looked up outside the domain; the
 * proof says whose friend they are, so that nobody comes in as the friend of whoever was host before.
 */
public sealed interface FriendProof {

    FriendProof NONE = new None();

    /** They are no friend of the host's, as far as was known. */
    record None() implements FriendProof {}

    /** They are a friend of {@code host}, who was the rightful host. */
    record FriendOf(UserId host) implements FriendProof {}
}
