package dev.watchparty.domain.participant;

import java.time.Instant;

/** A person in a party, or one who was: the id, the role and {@code joinedAt} survive leaving and coming back. */
public record Participant(
        ParticipantId id, UserId user, Profile profile, Role role, Instant joinedAt, Membership membership) {

    public boolean isActive() {
        return membership instanceof Membership.Active;
    }

    public Participant withRole(Role newRole) {
        return new Participant(id, user, profile, newRole, joinedAt, membership);
    }

    public Participant withMembership(Membership newMembership) {
        return new Participant(id, user, profile, role, joinedAt, newMembership);
    }

    public Participant withProfile(Profile newProfile) {
        return new Participant(id, user, newProfile, role, joinedAt, membership);
    }
}
