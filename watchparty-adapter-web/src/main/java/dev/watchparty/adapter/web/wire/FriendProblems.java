package dev.watchparty.adapter.web.wire;

import dev.watchparty.adapter.web.wire.Problem.Code;
import dev.watchparty.domain.friend.Circles;
import dev.watchparty.domain.friend.FriendRejection;

/** Why somebody does not become a friend, or stay one, in the words of the protocol. */
public final class FriendProblems {

    private FriendProblems() {}

    public static Problem of(FriendRejection rejection) {
        if (rejection instanceof FriendRejection.Oneself) {
            return Problems.invalidRequest("This is you: name somebody else");
        }
        if (rejection instanceof FriendRejection.NoRequest) {
            return Problems.notFound("There is no request of this person to answer; to be friends, ask them yourself");
        }
        if (rejection instanceof FriendRejection.NothingToUndo) {
            return Problems.notFound("This person is neither your friend nor asked by you; "
                    + "to turn down a request of theirs, decline it");
        }
        if (rejection instanceof FriendRejection.TooManyRequests) {
            return limit(
                    "You wait for " + Circles.REQUESTS_MAX + " answers, which is the most; withdraw a request first");
        }
        if (rejection instanceof FriendRejection.TooManyFriends) {
            return limit("You have " + Circles.FRIENDS_MAX + " friends, which is the most; remove one first");
        }
        if (rejection instanceof FriendRejection.TheirFriendsTooMany) {
            return limit("This person has " + Circles.FRIENDS_MAX + " friends, which is the most; "
                    + "try again when they have removed one");
        }
        throw new AssertionError(rejection);
    }

    public static Problem unknownPerson() {
        return Problems.notFound("Nobody of that id or username was here yet; send them an invite link first");
    }

    public static Problem severalPeople() {
        return new Problem(
                409,
                Code.AMBIGUOUS_USERNAME,
                "Several people have that username; send the user_id of the one you mean");
    }

    private static Problem limit(String message) {
        return new Problem(409, Code.FRIEND_LIMIT, message);
    }
}
