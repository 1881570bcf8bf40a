package dev.watchparty.adapter.jdbc;

import dev.watchparty.domain.participant.Membership;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.ParticipantId;
import dev.watchparty.domain.participant.Participants;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The participants of a party, a row each. */
final class SeatRows {

    /** Writes what {@link #bind} was given; {@code party} is an earlier part of the statement, which has the id. */
    static final String UPSERT = """
            insert into watch_party_participants
                   (party_id, user_id, id, username, display_name, avatar_url, role, joined_at, left_at)
            select party.id, seat.*
              from party,
                   unnest(:seatUsers, :seatIds, :seatUsernames, :seatDisplayNames, :seatAvatars, :seatRoles,
                          :seatJoinedAt::timestamptz[], :seatLeftAt::timestamptz[]) as seat
                on conflict (party_id, user_id) do update
               set id = excluded.id,
                   username = excluded.username,
                   display_name = excluded.display_name,
                   avatar_url = excluded.avatar_url,
                   role = excluded.role,
                   joined_at = excluded.joined_at,
                   left_at = excluded.left_at
            """;

    private SeatRows() {}

    static void bind(SqlStatement<?> statement, Collection<Participant> seats) {
        ArrayColumns.bind(
                statement, "seatUsers", UUID.class, seats, seat -> seat.user().value());
        ArrayColumns.bind(
                statement, "seatIds", UUID.class, seats, seat -> seat.id().value());
        ArrayColumns.bind(
                statement,
                "seatUsernames",
                String.class,
                seats,
                seat -> seat.profile().username().value());
        ArrayColumns.bind(
                statement,
                "seatDisplayNames",
                String.class,
                seats,
                seat -> seat.profile().displayName().value());
        ArrayColumns.bind(
                statement,
                "seatAvatars",
                String.class,
                seats,
                seat -> seat.profile().avatar().url().orElse(null));
        ArrayColumns.bind(statement, "seatRoles", String.class, seats, seat -> Words.of(seat.role()));
        ArrayColumns.bind(
                statement,
                "seatJoinedAt",
                String.class,
                seats,
                seat -> seat.joinedAt().toString());
        ArrayColumns.bind(statement, "seatLeftAt", String.class, seats, seat -> leftAt(seat.membership()));
    }

    private static @Nullable String leftAt(Membership membership) {
        return membership instanceof Membership.Left left ? left.at().toString() : null;
    }

    static Participants select(Handle handle, UUID party) {
        return Participants.of(handle.createQuery("""
                        select user_id, id, username, display_name, avatar_url, role, joined_at, left_at
                          from watch_party_participants
                         where party_id = :party
                        """)
                .bind("party", party)
                .map((row, context) -> read(row))
                .list());
    }

    private static Participant read(ResultSet row) throws SQLException {
        Instant leftAt = PartyRow.instant(row, "left_at");
        return new Participant(
                new ParticipantId(row.getObject("id", UUID.class)),
                new UserId(row.getObject("user_id", UUID.class)),
                ProfileColumns.read(row),
                Words.read(Role.class, row.getString("role")),
                row.getObject("joined_at", OffsetDateTime.class).toInstant(),
                leftAt == null ? new Membership.Active() : new Membership.Left(leftAt));
    }
}
