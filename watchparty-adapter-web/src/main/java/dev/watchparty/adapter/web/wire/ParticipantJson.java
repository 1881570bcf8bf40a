package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.participant.Membership;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person in a party. {@code sync_offset_ms} is kept for old clients and always 0: nobody's clock is in the store. */
public record ParticipantJson(
        UUID id,
        UUID partyId,
        UUID userId,
        PublicUserJson user,
        String role,
        Instant joinedAt,
        @Nullable Instant leftAt,
        int syncOffsetMs,
        boolean connected) {

    public static ParticipantJson of(PartyId party, Participant participant, boolean isConnected) {
        return new ParticipantJson(
                participant.id().value(),
                party.value(),
                participant.user().value(),
                PublicUserJson.of(participant.user(), participant.profile()),
                role(participant.role()),
                participant.joinedAt(),
                participant.membership() instanceof Membership.Left left ? left.at() : null,
                0,
                isConnected);
    }

    static String role(Role role) {
        return Words.of(role);
    }

    /** Those who are in {@code party} now, first joined first; {@code connected} are the ones with a connection. */
    public static List<ParticipantJson> active(Party party, Set<UserId> connected) {
        return party.participants()
                .active()
                .map(participant -> of(party.id(), participant, connected.contains(participant.user())))
                .toList();
    }
}
