package dev.watchparty.domain.friend;

import dev.watchparty.domain.friend.FriendDecision.Accepted;
import dev.watchparty.domain.friend.FriendDecision.Rejected;
import dev.watchparty.domain.participant.UserId;
import java.time.Instant;

/**
 * What one person wants of another as a friend, and the rule that answers. Pure: the same bond, circles and instant,
 * the same decision. Wanting what is so already is no mistake.
 */
public sealed interface FriendCommand {

    UserId actor();

    UserId other();

    /** What this command does to {@code bond}, which is between the actor and the other, at the server time. */
    FriendDecision decide(Bond bond, Circles circles, Instant now);

    /** Asks to be friends; of somebody who asked the actor, it is a yes. */
    record Ask(UserId actor, UserId other) implements FriendCommand {

        @Override
        public FriendDecision decide(Bond bond, Circles circles, Instant now) {
            if (actor.equals(other)) return new Rejected(new FriendRejection.Oneself());
            if (bond.seenBy(actor) instanceof Standing.Friend) return new Accepted(bond, bond);
            // Whether or not the actor declined: who asks has changed their mind.
            if (bond.seenBy(other) instanceof Standing.Asked) return befriend(bond, circles, now);
            boolean isNew = !(bond.seenBy(actor) instanceof Standing.Asked);
            if (isNew && circles.requestsOfActor() >= Circles.REQUESTS_MAX) {
                return new Rejected(new FriendRejection.TooManyRequests());
            }
            return new Accepted(bond, bond.askedBy(actor, now));
        }
    }

    /** Says yes to the other one's request. */
    record Accept(UserId actor, UserId other) implements FriendCommand {

        @Override
        public FriendDecision decide(Bond bond, Circles circles, Instant now) {
            Standing standing = bond.seenBy(actor);
            if (standing instanceof Standing.Friend) return new Accepted(bond, bond);
            if (standing instanceof Standing.AskedBy) return befriend(bond, circles, now);
            return new Rejected(new FriendRejection.NoRequest());
        }
    }

    /** Says no to the other one's request, which they are not told. */
    record Decline(UserId actor, UserId other) implements FriendCommand {

        @Override
        public FriendDecision decide(Bond bond, Circles circles, Instant now) {
            if (bond.isDeclinedBy(actor)) return new Accepted(bond, bond);
            if (bond.seenBy(actor) instanceof Standing.AskedBy asked) {
                return new Accepted(bond, new Bond.Declined(other, asked.at(), now));
            }
            return new Rejected(new FriendRejection.NoRequest());
        }
    }

    /** Ends the friendship, or takes the actor's request back. */
    record Undo(UserId actor, UserId other) implements FriendCommand {

        @Override
        public FriendDecision decide(Bond bond, Circles circles, Instant now) {
            Standing standing = bond.seenBy(actor);
            boolean isThereAnything = standing instanceof Standing.Friend || standing instanceof Standing.Asked;
            if (!isThereAnything) return new Rejected(new FriendRejection.NothingToUndo());
            return new Accepted(bond, bond.undone(now));
        }
    }

    private static FriendDecision befriend(Bond bond, Circles circles, Instant now) {
        if (circles.friendsOfActor() >= Circles.FRIENDS_MAX) {
            return new Rejected(new FriendRejection.TooManyFriends());
        }
        if (circles.friendsOfOther() >= Circles.FRIENDS_MAX) {
            return new Rejected(new FriendRejection.TheirFriendsTooMany());
        }
        return new Accepted(bond, new Bond.Friends(now));
    }
}
