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
import dev.watchparty.domain.party.Party;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The participants of a party, a row each. */
final class SeatRows {

    /** A participant of the party with this id. */
    record Seat(UUID party, Participant participant) {}

    static final Columns<Seat> COLUMNS = Columns.<Seat>none()
            .uuid("party_id", Seat::party)
            .uuid("user_id", seat -> seat.participant.user().value())
            .uuid("id", seat -> seat.participant.id().value())
            .text("username", seat -> seat.participant.profile().username().value())
            .text(
                    "display_name",
                    seat -> seat.participant.profile().displayName().value())
            .text(
                    "avatar_url",
                    seat -> seat.participant.profile().avatar().url().orElse(null))
            .text("role", seat -> Words.of(seat.participant.role()))
            .timestamptz("joined_at", seat -> seat.participant.joinedAt())
            .timestamptz("left_at", seat -> outSince(seat.participant.membership()))
            .timestamptz("banned_at", seat -> bannedAt(seat.participant.membership()))
            .timestamptz("here_since", seat -> hereSince(seat.participant.attendance()))
            .timestamptz("absent_since", seat -> absentSince(seat.participant.attendance()))
            .text("voice", seat -> Words.of(seat.participant.voice()))
            .text("courtesy", seat -> Words.of(seat.participant.courtesy()));

    /** Writes those of {@link #COLUMNS} that are of a {@code party}, which is an earlier part of the statement. */
    static final String UPSERT = """
            insert into watch_party_participants (%s)
            select seat.*
              from %s
             where (seat.party_id in (select id from party)) is true
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
            """.formatted(COLUMNS.names(), COLUMNS.unnest("seat"));

    private SeatRows() {}

    /** The participants of {@code after} that were not just so {@code before}. */
    @SuppressWarnings("ReferenceEquality") // A short cut: most steps pass the same participants on, perhaps a thousand.
    static List<Seat> changed(Party before, Party after) {
        if (before.participants() == after.participants()) return List.of();
        return after.participants().all().stream()
                .filter(participant -> !before.participants()
                        .find(participant.user())
                        .filter(participant::equals)
                        .isPresent())
                .map(participant -> new Seat(after.id().value(), participant))
                .toList();
    }

    static List<Seat> all(Party party) {
        return party.participants().all().stream()
                .map(participant -> new Seat(party.id().value(), participant))
                .toList();
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
