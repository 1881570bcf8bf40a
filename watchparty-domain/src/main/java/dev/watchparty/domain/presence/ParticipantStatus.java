package dev.watchparty.domain.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * How a connected participant fares, as their own programs say: of one connection or, {@link #merged}, of several. It
 * is shown to others and never stored with the party.
 *
 * @param isHidden they do not look: the page is in the background
 * @param isBuffering their player waits for data
 */
public record ParticipantStatus(boolean isHidden, boolean isBuffering, LastSync lastSync) {

    /** Whoever has just come: looking, with nothing to wait for, and nothing measured. */
    public static final ParticipantStatus NEW =
            new ParticipantStatus(/* isHidden= */ false, /* isBuffering= */ false, LastSync.NEVER);

    /** The later is worth more; of one instant, what says more and was measured over the shorter way. */
    private static final Comparator<LastSync> BY_WORTH = Comparator.comparing(
                    (LastSync sync) -> sync.at().orElse(Instant.MIN))
            .thenComparing(sync -> sync.measured().isPresent())
            .thenComparing(sync -> sync.measured()
                    .map(DriftReading::roundTrip)
                    .orElse(Duration.ZERO)
                    .negated())
            .thenComparing(sync -> sync.measured().map(DriftReading::drift).orElse(Duration.ZERO));

    public ParticipantStatus withHidden(boolean isHiddenNow) {
        return new ParticipantStatus(isHiddenNow, isBuffering, lastSync);
    }

    public ParticipantStatus withBuffering(boolean isBufferingNow) {
        return new ParticipantStatus(isHidden, isBufferingNow, lastSync);
    }

    /** They took the server's time, or asked how the party stands. */
    public ParticipantStatus synced(Instant now) {
        return new ParticipantStatus(isHidden, isBuffering, lastSync.again(now));
    }

    /** They said what they measured of their clock, for which they must have taken the server's time. */
    public ParticipantStatus measured(Instant now, DriftReading reading) {
        return new ParticipantStatus(isHidden, isBuffering, new LastSync.Measured(now, reading));
    }

    /**
     * The status of one person who has this and {@code other} on two of their connections, in whatever order and
     * grouping they are taken.
     *
     * <p>They look if they look at one. Where they do not look does not matter while they look elsewhere: they wait for
     * data if one of those does at which they look, or, if they look at none, if any does. The latest sync counts.
     */
    public ParticipantStatus merged(ParticipantStatus other) {
        LastSync latest = BY_WORTH.compare(lastSync, other.lastSync) < 0 ? other.lastSync : lastSync;
        if (isHidden != other.isHidden) {
            ParticipantStatus visible = isHidden ? other : this;
            return new ParticipantStatus(/* isHidden= */ false, visible.isBuffering, latest);
        }
        return new ParticipantStatus(isHidden, isBuffering || other.isBuffering, latest);
    }
}
