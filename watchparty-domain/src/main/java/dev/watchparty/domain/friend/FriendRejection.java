package dev.watchparty.domain.friend;

/** Why a command about friends was refused. */
public sealed interface FriendRejection {

    /** Nobody befriends themselves. */
    record Oneself() implements FriendRejection {}

    /** The other one's request is not there to be answered: they never asked, or took it back, or it was declined. */
    record NoRequest() implements FriendRejection {}

    /** The other one is neither a friend nor asked. */
    record NothingToUndo() implements FriendRejection {}

    /** As many requests of the actor wait as anybody's may. */
    record TooManyRequests() implements FriendRejection {}

    /** The actor has as many friends as anybody may. */
    record TooManyFriends() implements FriendRejection {}

    /** The other one has as many friends as anybody may. */
    record TheirFriendsTooMany() implements FriendRejection {}
}
