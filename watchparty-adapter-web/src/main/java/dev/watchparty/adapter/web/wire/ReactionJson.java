package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyEvent.Reacted;
import dev.watchparty.domain.playback.Position;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A reaction: {@code Reaction} of the protocol. {@code video_timestamp} is in seconds, to the millisecond. */
public record ReactionJson(
        UUID id,
        UUID watchPartyId,
        UUID userId,
        @Nullable String username,
        String emoji,
        BigDecimal videoTimestamp,
        Instant createdAt) {

    /** {@code reacted} at {@code at}, by somebody who is in {@code party} or was. */
    public static ReactionJson of(Party party, Reacted reacted, Instant at) {
        return new ReactionJson(
                reacted.id().value(),
                party.id().value(),
                reacted.by().value(),
                party.participants()
                        .find(reacted.by())
                        .map(Participant::profile)
                        .map(profile -> profile.username().value())
                        .orElse(null),
                reacted.emoji().value(),
                seconds(reacted.position()),
                at);
    }

    /** Without a fraction where there is none, as everywhere. */
    static BigDecimal seconds(Position position) {
        long millis = position.millis();
        return millis % 1000 == 0 ? BigDecimal.valueOf(millis / 1000) : BigDecimal.valueOf(millis, 3);
    }
}
