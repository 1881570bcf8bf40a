package dev.watchparty.adapter.web.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.watchparty.domain.participant.Courtesy;
import dev.watchparty.domain.participant.Membership;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person in a party.
 *
 * @param lastSyncAt when they last took the server's time or asked how the party stands, as far as that is known
 * @param syncOffsetMs what they measured of their clock; 0 where they did not
 * @param hidden true, or absent: they do not look
 * @param buffering true, or absent: their player waits for data
 * @param muted true, or absent
 * @param isWaitedFor false, or absent: the party does not wait for them
 */
public record ParticipantJson(
        UUID id,
        UUID partyId,
        UUID userId,
        PublicUserJson user,
        String role,
        Instant joinedAt,
        @Nullable Instant leftAt,
        @Nullable Instant lastSyncAt,
        long syncOffsetMs,
        boolean connected,
        @Nullable Boolean hidden,
        @Nullable Boolean buffering,
        @Nullable Boolean muted,
        @JsonProperty("wait") @Nullable Boolean isWaitedFor) {

    /** @param status how they fare; absent, if they have no connection */
    static ParticipantJson of(PartyId party, Participant participant, @Nullable ParticipantStatus status) {
        ParticipantStatus known = status == null ? ParticipantStatus.NEW : status;
        return new ParticipantJson(
                participant.id().value(),
                party.value(),
                participant.user().value(),
                PublicUserJson.of(participant.user(), participant.profile()),
                role(participant.role()),
                participant.joinedAt(),
                participant.membership() instanceof Membership.Left left ? left.at() : null,
                known.lastSync().at().orElse(null),
                known.lastSync()
                        .measured()
                        .map(clock -> clock.drift().toMillis())
                        .orElse(0L),
                status != null,
                ifTrue(known.isHidden()),
                ifTrue(known.isBuffering()),
                ifTrue(participant.isMuted()),
                participant.courtesy() == Courtesy.WAIT ? null : false);
    }

    private static @Nullable Boolean ifTrue(boolean value) {
        return value ? true : null;
    }

    static String role(Role role) {
        return Words.of(role);
    }

    /** Those who are in {@code party} now, first joined first; {@code statuses} are of those with a connection. */
    public static List<ParticipantJson> active(Party party, Map<UserId, ParticipantStatus> statuses) {
        return party.participants()
                .active()
                .map(participant -> of(party.id(), participant, statuses.get(participant.user())))
                .toList();
    }
}
