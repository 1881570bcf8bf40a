package dev.watchparty.domain.friend;

import static dev.watchparty.domain.friend.Acquaintances.ANN;
import static dev.watchparty.domain.friend.Acquaintances.ANN_ASKED;
import static dev.watchparty.domain.friend.Acquaintances.BO;
import static dev.watchparty.domain.friend.Acquaintances.DAY_BEFORE;
import static dev.watchparty.domain.friend.Acquaintances.FRIENDS;
import static dev.watchparty.domain.friend.Acquaintances.NOON;
import static dev.watchparty.domain.friend.Acquaintances.given;
import static dev.watchparty.domain.friend.Circles.FRIENDS_MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.friend.FriendCommand.Accept;
import org.junit.jupiter.api.Test;

class AcceptingTest {

    private static final Accept BY_BO = new Accept(BO, ANN);

    @Test
    void makes_them_friends() {
        given(ANN_ASKED).when(BY_BO).then(new Bond.Friends(NOON));
    }

    @Test
    void is_seen_by_both() {
        assertThat(given(ANN_ASKED).when(BY_BO).accepted().isSeenBy(ANN)).isTrue();
        assertThat(given(ANN_ASKED).when(BY_BO).accepted().isSeenBy(BO)).isTrue();
        assertThat(FRIENDS.seenBy(ANN)).isEqualTo(new Standing.Friend(DAY_BEFORE));
        assertThat(FRIENDS.seenBy(BO)).isEqualTo(new Standing.Friend(DAY_BEFORE));
    }

    @Test
    void twice_is_harmless() {
        given(FRIENDS).when(BY_BO).then(FRIENDS);
    }

    @Test
    void is_refused_when_nobody_asked() {
        given(Bond.NONE).when(BY_BO).thenRejected(new FriendRejection.NoRequest());
    }

    @Test
    void ones_own_request_is_refused() {
        given(ANN_ASKED).when(new Accept(ANN, BO)).thenRejected(new FriendRejection.NoRequest());
    }

    @Test
    void is_refused_once_one_declined() {
        given(new Bond.Declined(ANN, DAY_BEFORE, DAY_BEFORE)).when(BY_BO).thenRejected(new FriendRejection.NoRequest());
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
    }
}
