package dev.watchparty.adapter.jdbc;

import dev.watchparty.domain.participant.Attendance;
import dev.watchparty.domain.participant.Courtesy;
import dev.watchparty.domain.participant.Membership;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.ParticipantId;
import dev.watchparty.domain.participant.Participants;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Voice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The participants of a party, a row each. */
final class SeatRows {

    /** Writes what {@link #bind} was given; {@code party} is an earlier part of the statement, which has the id. */
    static final String UPSERT = """
            insert into watch_party_participants
                   (party_id, user_id, id, username, display_name, avatar_url, role, joined_at,
                    left_at, banned_at, here_since, absent_since, voice, courtesy)
            select party.id, seat.*
              from party,
                   unnest(:seatUsers, :seatIds, :seatUsernames, :seatDisplayNames, :seatAvatars, :seatRoles,
                          :seatJoinedAt::timestamptz[], :seatLeftAt::timestamptz[], :seatBannedAt::timestamptz[],
                          :seatHereSince::timestamptz[], :seatAbsentSince::timestamptz[],
                          :seatVoices, :seatCourtesies) as seat
                on conflict (party_id, user_id) do update
               set id = excluded.id,
                   username = excluded.username,
                   display_name = excluded.display_name,
                   avatar_url = excluded.avatar_url,
                   role = excluded.role,
                   joined_at = excluded.joined_at,
                   left_at = excluded.left_at,
                   banned_at = excluded.banned_at,
                   here_since = excluded.here_since,
                   absent_since = excluded.absent_since,
                   voice = excluded.voice,
                   courtesy = excluded.courtesy
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
        bindInstants(statement, "seatJoinedAt", seats, Participant::joinedAt);
        bindInstants(statement, "seatLeftAt", seats, seat -> outSince(seat.membership()));
        bindInstants(statement, "seatBannedAt", seats, seat -> bannedAt(seat.membership()));
        bindInstants(statement, "seatHereSince", seats, seat -> hereSince(seat.attendance()));
        bindInstants(statement, "seatAbsentSince", seats, seat -> absentSince(seat.attendance()));
        ArrayColumns.bind(statement, "seatVoices", String.class, seats, seat -> Words.of(seat.voice()));
        ArrayColumns.bind(statement, "seatCourtesies", String.class, seats, seat -> Words.of(seat.courtesy()));
    }

    private static void bindInstants(
            SqlStatement<?> statement,
            String name,
            Collection<Participant> seats,
            Function<Participant, @Nullable Instant> instant) {
        ArrayColumns.bind(statement, name, String.class, seats, seat -> {
            Instant value = instant.apply(seat);
            return value == null ? null : value.toString();
        });
    }

    /** Whoever was banned is out since then. */
    private static @Nullable Instant outSince(Membership membership) {
        return membership instanceof Membership.Left left ? left.at() : bannedAt(membership);
    }

    private static @Nullable Instant bannedAt(Membership membership) {
        return membership instanceof Membership.Banned banned ? banned.at() : null;
    }

    private static @Nullable Instant hereSince(Attendance attendance) {
        return attendance instanceof Attendance.Here here ? here.since() : null;
    }

    private static @Nullable Instant absentSince(Attendance attendance) {
        return attendance instanceof Attendance.Absent absent ? absent.since() : null;
    }

    static Participants select(Handle handle, UUID party) {
        return Participants.of(handle.createQuery("""
                        select user_id, id, username, display_name, avatar_url, role, joined_at,
                               left_at, banned_at, here_since, absent_since, voice, courtesy
                          from watch_party_participants
                         where party_id = :party
                        """)
                .bind("party", party)
                .map((row, context) -> read(row))
                .list());
    }

    static Participant read(ResultSet row) throws SQLException {
        return new Participant(
                new ParticipantId(row.getObject("id", UUID.class)),
                new UserId(row.getObject("user_id", UUID.class)),
                ProfileColumns.read(row),
                Words.read(Role.class, row.getString("role")),
                row.getObject("joined_at", OffsetDateTime.class).toInstant(),
                membership(row),
                attendance(row),
                Words.read(Voice.class, row.getString("voice")),
                Words.read(Courtesy.class, row.getString("courtesy")));
    }

    private static Membership membership(ResultSet row) throws SQLException {
        Instant bannedAt = PartyRow.instant(row, "banned_at");
        if (bannedAt != null) return new Membership.Banned(bannedAt);
        Instant leftAt = PartyRow.instant(row, "left_at");
        return leftAt == null ? Membership.ACTIVE : new Membership.Left(leftAt);
    }

    private static Attendance attendance(ResultSet row) throws SQLException {
        Instant hereSince = PartyRow.instant(row, "here_since");
        return hereSince == null
                ? new Attendance.Absent(
                        row.getObject("absent_since", OffsetDateTime.class).toInstant())
                : new Attendance.Here(hereSince);
    }
}
