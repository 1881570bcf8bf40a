package dev.watchparty.domain.friend;

import static dev.watchparty.domain.friend.Acquaintances.ANN;
import static dev.watchparty.domain.friend.Acquaintances.ANN_ASKED;
import static dev.watchparty.domain.friend.Acquaintances.BO;
import static dev.watchparty.domain.friend.Acquaintances.FRIENDS;
import static dev.watchparty.domain.friend.Acquaintances.NOON;
import static dev.watchparty.domain.friend.Acquaintances.given;
import static dev.watchparty.domain.friend.Circles.FRIENDS_MAX;
import static dev.watchparty.domain.friend.Circles.REQUESTS_MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.friend.FriendCommand.Ask;
import org.junit.jupiter.api.Test;

class AskingTest {

    private static final Ask BY_ANN = new Ask(ANN, BO);
    private static final Ask BY_BO = new Ask(BO, ANN);

    @Test
    void leaves_a_request_that_waits() {
        given(Bond.NONE).when(BY_ANN).then(new Bond.Requested(ANN, NOON));
    }

    @Test
    void is_seen_from_both_sides() {
        Bond bond = new Bond.Requested(ANN, NOON);

        assertThat(bond.seenBy(ANN)).isEqualTo(new Standing.Asked(NOON));
        assertThat(bond.seenBy(BO)).isEqualTo(new Standing.AskedBy(NOON));
    }

    @Test
    void twice_is_harmless() {
        given(ANN_ASKED).when(BY_ANN).then(ANN_ASKED);

        assertThat(given(ANN_ASKED).when(BY_ANN).accepted().isSeenBy(ANN)).isFalse();
    }

    @Test
    void a_friend_is_harmless() {
        given(FRIENDS).when(BY_ANN).then(FRIENDS);
    }

    @Test
    void somebody_who_asked_is_a_yes() {
        given(ANN_ASKED).when(BY_BO).then(new Bond.Friends(NOON));
    }

    @Test
    void oneself_is_refused() {
        given(Bond.NONE).when(new Ask(ANN, ANN)).thenRejected(new FriendRejection.Oneself());
    }

    @Test
    void is_refused_beyond_the_requests_that_may_wait() {
        given(Bond.NONE)
                .with(new Circles(0, 0, REQUESTS_MAX))
                .when(BY_ANN)
                .thenRejected(new FriendRejection.TooManyRequests());
        given(Bond.NONE).with(new Circles(0, 0, REQUESTS_MAX - 1)).when(BY_ANN).then(new Bond.Requested(ANN, NOON));
    }

    @Test
    void again_is_no_further_request() {
        given(ANN_ASKED).with(new Circles(0, 0, REQUESTS_MAX)).when(BY_ANN).then(ANN_ASKED);
    }

    @Test
    void makes_no_friend_beyond_those_that_one_may_have() {
        given(ANN_ASKED)
                .with(new Circles(FRIENDS_MAX, 0, 0))
                .when(BY_BO)
                .thenRejected(new FriendRejection.TooManyFriends());
        given(ANN_ASKED)
                .with(new Circles(0, FRIENDS_MAX, 0))
                .when(BY_BO)
                .thenRejected(new FriendRejection.TheirFriendsTooMany());
        given(ANN_ASKED)
                .with(new Circles(FRIENDS_MAX - 1, FRIENDS_MAX - 1, REQUESTS_MAX))
                .when(BY_BO)
                .then(new Bond.Friends(NOON));
    }
}
