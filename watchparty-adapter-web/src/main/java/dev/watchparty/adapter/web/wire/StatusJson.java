package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.presence.DriftReading;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a participant fares, by what their own programs say. */
record StatusJson(
        UUID userId,
        boolean connected,
        boolean hidden,
        boolean buffering,
        @Nullable Long offsetMs,
        @Nullable Long rttMs) {

    private static StatusJson of(UserId user, ParticipantStatus status) {
        Optional<DriftReading> reading = status.lastSync().measured();
        return new StatusJson(
                user.value(),
                /* connected= */ true,
                status.isHidden(),
                status.isBuffering(),
                reading.map(clock -> clock.drift().toMillis()).orElse(null),
                reading.map(clock -> clock.roundTrip().toMillis()).orElse(null));
    }

    /** Those of {@code statuses} who are in {@code party}, first joined first. */
    static List<StatusJson> of(Party party, Map<UserId, ParticipantStatus> statuses) {
        return party.participants()
                .active()
                .map(Participant::user)
                .filter(statuses::containsKey)
                .map(user -> of(user, statuses.getOrDefault(user, ParticipantStatus.NEW)))
                .toList();
    }
}
