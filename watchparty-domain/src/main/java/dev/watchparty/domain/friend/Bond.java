package dev.watchparty.domain.friend;

import dev.watchparty.domain.participant.UserId;
import java.time.Duration;
import java.time.Instant;

/**
 * What there is between two people. It does not say which two: whoever holds it knows.
 *
 * <p>A decline is never told. To the asker the request seems to wait on, for ever, unless they take it back; and what
 * they see when they ask again is what they would see of a request that nobody answered.
 */
public sealed interface Bond {

    /** The decliner is not asked again by the same person before this time has passed since. */
    Duration DECLINE_HOLDS = Duration.ofDays(30);

    Bond NONE = new None();

    /** What the other one is to {@code viewer}, who is one of the two. */
    Standing seenBy(UserId viewer);

    /** Whether {@code asked} turned down the other one's request, which may have been taken back since. */
    boolean isDeclinedBy(UserId asked);

    /** The bond when {@code asker} has asked, of whom the other one has not asked anything. */
    Bond askedBy(UserId asker, Instant now);

    /** The bond when the friendship has ended, or the request is taken back. */
    Bond undone(Instant now);

    /** They are strangers to each other. */
    record None() implements Bond {

        @Override
        public Standing seenBy(UserId viewer) {
            return Standing.STRANGER;
        }

        @Override
        public boolean isDeclinedBy(UserId asked) {
            return false;
        }

        @Override
        public Bond askedBy(UserId asker, Instant now) {
            return new Requested(asker, now);
        }

        @Override
        public Bond undone(Instant now) {
            return this;
        }
    }

    /** {@code asker} asked the other one, who did not answer yet. */
    record Requested(UserId asker, Instant at) implements Bond {

        @Override
        public Standing seenBy(UserId viewer) {
            return viewer.equals(asker) ? new Standing.Asked(at) : new Standing.AskedBy(at);
        }

        @Override
        public boolean isDeclinedBy(UserId asked) {
            return false;
        }

        @Override
        public Bond askedBy(UserId again, Instant now) {
            return this;
        }

        @Override
        public Bond undone(Instant now) {
            return NONE;
        }
    }

    /** {@code asker} asked at {@code requestedAt}; the other one declined at {@code at}, without a word. */
    record Declined(UserId asker, Instant requestedAt, Instant at) implements Bond {

        @Override
        public Standing seenBy(UserId viewer) {
            return viewer.equals(asker) ? new Standing.Asked(requestedAt) : Standing.STRANGER;
        }

        @Override
        public boolean isDeclinedBy(UserId asked) {
            return !asked.equals(asker);
        }

        /** The request keeps its age: a new one would tell the asker that the old one was declined. */
        @Override
        public Bond askedBy(UserId again, Instant now) {
            return holds(at, now) ? this : new Requested(asker, requestedAt);
        }

        @Override
        public Bond undone(Instant now) {
            return holds(at, now) ? new TakenBack(asker, at) : NONE;
        }
    }

    /** {@code asker} took a request back that the other one had declined at {@code declinedAt}: that holds on. */
    record TakenBack(UserId asker, Instant declinedAt) implements Bond {

        @Override
        public Standing seenBy(UserId viewer) {
            return Standing.STRANGER;
        }

        @Override
        public boolean isDeclinedBy(UserId asked) {
            return !asked.equals(asker);
        }

        @Override
        public Bond askedBy(UserId next, Instant now) {
            boolean isHeld = next.equals(asker) && holds(declinedAt, now);
            return isHeld ? new Declined(asker, now, declinedAt) : new Requested(next, now);
        }

        @Override
        public Bond undone(Instant now) {
            return this;
        }
    }

    /** They are each other's friends. */
    record Friends(Instant since) implements Bond {

        @Override
        public Standing seenBy(UserId viewer) {
            return new Standing.Friend(since);
        }

        @Override
        public boolean isDeclinedBy(UserId asked) {
            return false;
        }

        @Override
        public Bond askedBy(UserId asker, Instant now) {
            return this;
        }

        @Override
        public Bond undone(Instant now) {
            return NONE;
        }
    }

    private static boolean holds(Instant declinedAt, Instant now) {
        return now.isBefore(declinedAt.plus(DECLINE_HOLDS));
    }
}
