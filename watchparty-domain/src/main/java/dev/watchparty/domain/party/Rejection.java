package dev.watchparty.domain.party;

import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Queue;
import java.time.Instant;

/** Why a party refused a command. */
public sealed interface Rejection {

    /** The actor is not in the party: never was, or left. */
    record NotParticipating() implements Rejection {}

    /** The party's policy leaves {@code action} to those who are at least {@code least}. */
    record ActionNotAllowed(Action action, Role least) implements Rejection {}

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

    /** The actor may not come back. */
    record BannedFromParty() implements Rejection {}

    /** The actor may not be heard. */
    record MutedInParty() implements Rejection {}

    /** Whom the command is about is not in the party. */
    record NoSuchParticipant() implements Rejection {}

    /** Nobody does this to themselves. */
    record NotToYourself() implements Rejection {}

    /** Whom the command is about is of the actor's own role or above it. */
    record RankTooHigh() implements Rejection {}

    /** Nobody said it here, or it is deleted. */
    record NoSuchMessage() implements Rejection {}

    /** The host's role goes to somebody else, or stays. */
    record HostKeepsRole() implements Rejection {}

    /** More people are in the party than it should hold. */
    record CapacityBelowParticipants(int participants) implements Rejection {}

    /** The medium ends at {@code end}, before the position asked for. */
    record PositionBeyondEnd(Position end) implements Rejection {}

    /** The party's queue has no such item. */
    record UnknownItem(ItemId item) implements Rejection {}

    /** The current item is the last. */
    record NoNextItem() implements Rejection {}

    /** The queue would have more than {@link Queue#ITEMS_MAX} items. */
    record QueueFull() implements Rejection {}

    /** The queue has no such place: the last is {@code last}. */
    record NoSuchPlace(int last) implements Rejection {}

    /** Nobody has suggested this item, or it was dealt with already. */
    record UnknownSuggestion(ItemId item) implements Rejection {}

    /** As many suggestions wait as may: {@code most} of the actor's own, or of everybody's. */
    record TooManySuggestions(int most) implements Rejection {}

    /** A start can be set for a time after now and until {@code latest}. */
    record StartOutOfRange(Instant latest) implements Rejection {}

    /** The film plays already. */
    record AlreadyPlaying() implements Rejection {}
}
