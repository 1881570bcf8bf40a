package dev.watchparty.domain.friend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.friend.FriendDecision.Accepted;
import dev.watchparty.domain.friend.FriendDecision.Rejected;
import dev.watchparty.domain.participant.UserId;
import java.time.Instant;
import java.util.UUID;

/**
 * The cast of tests of friendship, and the words in which they are written:
 * {@code given(bond).when(command).then(bond)}.
 */
final class Acquaintances {

    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final Instant DAY_BEFORE = Instant.parse("2025-12-31T12:00:00Z");

    static final UserId ANN = new UserId(new UUID(0, 1));
    static final UserId BO = new UserId(new UUID(0, 2));

    static final Bond ANN_ASKED = new Bond.Requested(ANN, DAY_BEFORE);
    static final Bond FRIENDS = new Bond.Friends(DAY_BEFORE);

    private static final Circles FEW = new Circles(1, 2, 3);

    private final Bond bond;
    private final Circles circles;

    private Acquaintances(Bond bond, Circles circles) {
        this.bond = bond;
        this.circles = circles;
    }

    /** What there is between Ann and Bo, who have few friends. */
    static Acquaintances given(Bond bond) {
        return new Acquaintances(bond, FEW);
    }

    Acquaintances with(Circles others) {
        return new Acquaintances(bond, others);
    }

    Answer when(FriendCommand command, Instant now) {
        return new Answer(command.decide(bond, circles, now));
    }

    Answer when(FriendCommand command) {
        return when(command, NOON);
    }

    /** What was answered. */
    record Answer(FriendDecision decision) {

        Accepted accepted() {
            assertThat(decision).isInstanceOf(Accepted.class);
            return (Accepted) decision;
        }

        void then(Bond expected) {
            assertThat(accepted().after()).isEqualTo(expected);
        }

        void thenRejected(FriendRejection reason) {
            assertThat(decision).isEqualTo(new Rejected(reason));
        }
    }
}
