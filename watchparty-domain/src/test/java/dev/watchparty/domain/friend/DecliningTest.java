package dev.watchparty.domain.friend;

import static dev.watchparty.domain.friend.Acquaintances.ANN;
import static dev.watchparty.domain.friend.Acquaintances.ANN_ASKED;
import static dev.watchparty.domain.friend.Acquaintances.BO;
import static dev.watchparty.domain.friend.Acquaintances.DAY_BEFORE;
import static dev.watchparty.domain.friend.Acquaintances.FRIENDS;
import static dev.watchparty.domain.friend.Acquaintances.NOON;
import static dev.watchparty.domain.friend.Acquaintances.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.friend.FriendCommand.Ask;
import dev.watchparty.domain.friend.FriendCommand.Decline;
import dev.watchparty.domain.friend.FriendCommand.Undo;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DecliningTest {

    private static final Decline BY_BO = new Decline(BO, ANN);
    private static final Bond DECLINED = new Bond.Declined(ANN, DAY_BEFORE, NOON);
    private static final Bond TAKEN_BACK = new Bond.TakenBack(ANN, NOON);
    private static final Instant LAST_MOMENT = NOON.plus(Bond.DECLINE_HOLDS).minusMillis(1);
    private static final Instant OVER = NOON.plus(Bond.DECLINE_HOLDS);

    @Test
    void takes_the_request_out_of_sight_of_who_declined_alone() {
        given(ANN_ASKED).when(BY_BO).then(DECLINED);

        assertThat(DECLINED.seenBy(BO)).isEqualTo(Standing.STRANGER);
        assertThat(DECLINED.seenBy(ANN)).isEqualTo(ANN_ASKED.seenBy(ANN));
    }

    @Test
    void twice_is_harmless() {
        given(DECLINED).when(BY_BO, LAST_MOMENT).then(DECLINED);
        given(TAKEN_BACK).when(BY_BO, LAST_MOMENT).then(TAKEN_BACK);
    }

    @Test
    void is_refused_when_there_is_no_request() {
        given(Bond.NONE).when(BY_BO).thenRejected(new FriendRejection.NoRequest());
        given(FRIENDS).when(BY_BO).thenRejected(new FriendRejection.NoRequest());
        given(ANN_ASKED).when(new Decline(ANN, BO)).thenRejected(new FriendRejection.NoRequest());
        given(DECLINED).when(new Decline(ANN, BO)).thenRejected(new FriendRejection.NoRequest());
        given(TAKEN_BACK).when(new Decline(ANN, BO)).thenRejected(new FriendRejection.NoRequest());
    }

    @Test
    void holds_for_thirty_days_however_often_they_ask() {
        given(DECLINED).when(new Ask(ANN, BO), LAST_MOMENT).then(DECLINED);

        given(DECLINED).when(new Ask(ANN, BO), OVER).then(ANN_ASKED);
    }

    @Test
    void holds_when_they_take_the_request_back_and_ask_anew() {
        given(DECLINED).when(new Undo(ANN, BO), LAST_MOMENT).then(TAKEN_BACK);
        given(TAKEN_BACK).when(new Ask(ANN, BO), LAST_MOMENT).then(new Bond.Declined(ANN, LAST_MOMENT, NOON));

        given(TAKEN_BACK).when(new Ask(ANN, BO), OVER).then(new Bond.Requested(ANN, OVER));
        given(DECLINED).when(new Undo(ANN, BO), OVER).then(Bond.NONE);
    }

    @Test
    void is_over_when_who_declined_asks() {
        given(DECLINED).when(new Ask(BO, ANN), LAST_MOMENT).then(new Bond.Friends(LAST_MOMENT));
        given(TAKEN_BACK).when(new Ask(BO, ANN), LAST_MOMENT).then(new Bond.Requested(BO, LAST_MOMENT));
    }
}
