package dev.watchparty.adapter.jdbc;

import dev.watchparty.domain.participant.Attendance;
import dev.watchparty.domain.participant.Courtesy;
import dev.watchparty.domain.participant.Membership;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.ParticipantId;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.Voice;

/**
 * A participant in the history. What the first versions did not write may be missing: whoever joined then was here, and
 * nobody was banned, muted or gone on without.
 */
final class SeatPayload {

    private SeatPayload() {}

    static Payload write(Participant participant) {
        Payload payload = Payload.empty()
                .with("id", participant.id().value())
                .with("user", participant.user())
                .with("username", participant.profile().username().value())
                .with("display_name", participant.profile().displayName().value());
        participant.profile().avatar().url().ifPresent(url -> payload.with("avatar_url", url));
        payload.with("role", participant.role()).with("joined_at_ms", participant.joinedAt());
        if (participant.membership() instanceof Membership.Left left) payload.with("left_at_ms", left.at());
        if (participant.membership() instanceof Membership.Banned banned) payload.with("banned_at_ms", banned.at());
        boolean isAbsent = participant.attendance() instanceof Attendance.Absent;
        payload.with(
                isAbsent ? "absent_since_ms" : "here_since_ms",
                participant.attendance().since());
        if (participant.voice() != Voice.OPEN) payload.with("voice", participant.voice());
        if (participant.courtesy() != Courtesy.WAIT) payload.with("courtesy", participant.courtesy());
        return payload;
    }

    static Participant read(Payload stored) {
        return new Participant(
                new ParticipantId(stored.id("id")),
                stored.user("user"),
                profile(stored),
                stored.word(Role.class, "role"),
                stored.instant("joined_at_ms"),
                membership(stored),
                attendance(stored),
                stored.has("voice") ? stored.word(Voice.class, "voice") : Voice.OPEN,
                stored.has("courtesy") ? stored.word(Courtesy.class, "courtesy") : Courtesy.WAIT);
    }

    private static Profile profile(Payload stored) {
        return ProfileColumns.profile(
                stored.text("username"),
                stored.text("display_name"),
                stored.has("avatar_url") ? stored.text("avatar_url") : null);
    }

    private static Membership membership(Payload stored) {
        if (stored.has("banned_at_ms")) return new Membership.Banned(stored.instant("banned_at_ms"));
        return stored.has("left_at_ms") ? new Membership.Left(stored.instant("left_at_ms")) : Membership.ACTIVE;
    }

    private static Attendance attendance(Payload stored) {
        if (stored.has("absent_since_ms")) return new Attendance.Absent(stored.instant("absent_since_ms"));
        if (stored.has("here_since_ms")) return new Attendance.Here(stored.instant("here_since_ms"));
        return stored.has("left_at_ms")
                ? new Attendance.Absent(stored.instant("left_at_ms"))
                : new Attendance.Here(stored.instant("joined_at_ms"));
    }
}
