package dev.watchparty.adapter.jdbc;

import dev.watchparty.domain.friend.Bond;
import dev.watchparty.domain.participant.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A bond as its columns; friends have no asker, so that either of them may stand there. */
record BondRow(
        @Nullable UserId asker,
        @Nullable Instant requestedAt,
        @Nullable Instant declinedAt,
        @Nullable Instant friendsSince) {

    /** @throws IllegalArgumentException for no bond, which is no row */
    static BondRow of(Bond bond) {
        if (bond instanceof Bond.Requested requested) {
            return new BondRow(requested.asker(), requested.at(), null, null);
        }
        if (bond instanceof Bond.Declined declined) {
            return new BondRow(declined.asker(), declined.requestedAt(), declined.at(), null);
        }
        if (bond instanceof Bond.TakenBack takenBack) {
            return new BondRow(takenBack.asker(), null, takenBack.declinedAt(), null);
        }
        if (bond instanceof Bond.Friends friends) return new BondRow(null, null, null, friends.since());
        throw new IllegalArgumentException("no row: " + bond);
    }

    static Bond read(ResultSet row) throws SQLException {
        UserId asker = new UserId(row.getObject("asker_user_id", UUID.class));
        Instant requestedAt = PartyRow.instant(row, "requested_at");
        Instant declinedAt = PartyRow.instant(row, "declined_at");
        Instant friendsSince = PartyRow.instant(row, "friends_since");
        if (friendsSince != null) return new Bond.Friends(friendsSince);
        if (requestedAt != null && declinedAt != null) return new Bond.Declined(asker, requestedAt, declinedAt);
        if (requestedAt != null) return new Bond.Requested(asker, requestedAt);
        if (declinedAt != null) return new Bond.TakenBack(asker, declinedAt);
        throw new AssertionError("a bond of no kind");
    }
}
