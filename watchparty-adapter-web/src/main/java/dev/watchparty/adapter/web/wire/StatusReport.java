package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.presence.DriftReading;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a client says of how it fares; what is absent is as it was. */
public record StatusReport(
        @Nullable Boolean isBuffering,
        @Nullable Boolean isHidden,
        @Nullable DriftReading reading) {

    /** The status of whoever had {@code before} and says this at {@code now}. */
    public ParticipantStatus appliedTo(ParticipantStatus before, Instant now) {
        ParticipantStatus status = before;
        if (isBuffering != null) status = status.withBuffering(isBuffering);
        if (isHidden != null) status = status.withHidden(isHidden);
        return reading == null ? status : status.measured(now, reading);
    }
}
