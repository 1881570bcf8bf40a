package dev.watchparty.domain.participant;

import java.time.Instant;

/**
 * A person in a party, or one who was: the id, the role, {@code joinedAt} and the voice survive leaving and coming
 * back.
 */
public record Participant(
        ParticipantId id,
        UserId user,
        Profile profile,
        Role role,
        Instant joinedAt,
        Membership membership,
        Attendance attendance,
        Voice voice,
        Courtesy courtesy) {

    /** Somebody who comes into a party for the first time, at {@code now}. */
    public static Participant newcomer(ParticipantId id, UserId user, Profile profile, Role role, Instant now) {
        return new Participant(
                id, user, profile, role, now, Membership.ACTIVE, new Attendance.Here(now), Voice.OPEN, Courtesy.WAIT);
    }

    public boolean isActive() {
        return membership instanceof Membership.Active;
    }

    public boolean isBanned() {
        return membership instanceof Membership.Banned;
    }

    /** Whether they are in the party and have it open. */
    public boolean isHere() {
        return isActive() && attendance instanceof Attendance.Here;
    }

    public boolean isMuted() {
        return voice == Voice.MUTED;
    }

    public Participant withRole(Role changed) {
        return new Participant(id, user, profile, changed, joinedAt, membership, attendance, voice, courtesy);
    }

    public Participant withMembership(Membership changed) {
        return new Participant(id, user, profile, role, joinedAt, changed, attendance, voice, courtesy);
    }

    public Participant withAttendance(Attendance changed) {
        return new Participant(id, user, profile, role, joinedAt, membership, changed, voice, courtesy);
    }

    public Participant withProfile(Profile changed) {
        return new Participant(id, user, changed, role, joinedAt, membership, attendance, voice, courtesy);
    }

    public Participant withVoice(Voice changed) {
        return new Participant(id, user, profile, role, joinedAt, membership, attendance, changed, courtesy);
    }

    public Participant withCourtesy(Courtesy changed) {
        return new Participant(id, user, profile, role, joinedAt, membership, attendance, voice, changed);
    }
}
