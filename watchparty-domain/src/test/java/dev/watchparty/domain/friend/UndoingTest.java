package dev.watchparty.domain.friend;

import static dev.watchparty.domain.friend.Acquaintances.ANN;
import static dev.watchparty.domain.friend.Acquaintances.ANN_ASKED;
import static dev.watchparty.domain.friend.Acquaintances.BO;
import static dev.watchparty.domain.friend.Acquaintances.DAY_BEFORE;
import static dev.watchparty.domain.friend.Acquaintances.FRIENDS;
import static dev.watchparty.domain.friend.Acquaintances.given;

import dev.watchparty.domain.friend.FriendCommand.Undo;
import org.junit.jupiter.api.Test;

class UndoingTest {

    @Test
    void ends_a_friendship_from_either_side() {
        given(FRIENDS).when(new Undo(ANN, BO)).then(Bond.NONE);
        given(FRIENDS).when(new Undo(BO, ANN)).then(Bond.NONE);
    }

    @Test
    void takes_ones_own_request_back() {
        given(ANN_ASKED).when(new Undo(ANN, BO)).then(Bond.NONE);
    }

    @Test
    void is_no_way_to_decline() {
        given(ANN_ASKED).when(new Undo(BO, ANN)).thenRejected(new FriendRejection.NothingToUndo());
    }

    @Test
    void is_refused_where_there_is_nothing() {
        given(Bond.NONE).when(new Undo(ANN, BO)).thenRejected(new FriendRejection.NothingToUndo());
        given(new Bond.TakenBack(ANN, DAY_BEFORE))
                .when(new Undo(ANN, BO))
                .thenRejected(new FriendRejection.NothingToUndo());
        given(new Bond.Declined(ANN, DAY_BEFORE, DAY_BEFORE))
                .when(new Undo(BO, ANN))
                .thenRejected(new FriendRejection.NothingToUndo());
    }
}
