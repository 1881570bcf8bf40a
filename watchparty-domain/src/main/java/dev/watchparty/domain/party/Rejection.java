package dev.watchparty.domain.party;

import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Position;

/** Why a party refused a command. */
public sealed interface Rejection {

    /** The actor is not in the party: never was, or left. */
    record NotParticipating() implements Rejection {}

    /** The actor's role does not allow to control playback. */
    record ControlNotAllowed() implements Rejection {}

    /** Only the host may do this. */
    record HostOnly() implements Rejection {}

    /** The party is over. */
    record AlreadyEnded() implements Rejection {}

    /** As many people are in the party as it may hold. */
    record PartyFull(int participants, Capacity capacity) implements Rejection {}

    /** The party has a password and none was given. */
    record PasswordRequired() implements Rejection {}

    /** The password given is not the party's. */
    record InvalidPassword() implements Rejection {}

    /** Only the host's friends may join. */
    record FriendsOnly() implements Rejection {}

    /** The medium ends at {@code end}, before the position asked for. */
    record PositionBeyondEnd(Position end) implements Rejection {}

    /** The party's queue has no such item. */
    record UnknownItem(ItemId item) implements Rejection {}

    /** The current item is the last. */
    record NoNextItem() implements Rejection {}
}
