package dev.watchparty.load.drive;

import dev.watchparty.load.measure.Faults;
import dev.watchparty.load.measure.LatencyFigures;

/**
 * What one phase of a run showed.
 *
 * @param seconds from its begin to its last delivery
 * @param faults of deliveries; a version that does not rise counts as reordered too
 * @param sendLagMaxMicros the worst lateness of a send: if it is near the worst latency, that latency is our own
 * @param stalls commands that had not reached all members after three seconds (closed loop only)
 * @param firstError code and text of the first of those; empty when there was none
 */
public record PhaseFigures(
        double seconds,
        long commands,
        long deliveries,
        LatencyFigures latency,
        Faults faults,
        AckFigures acks,
        long errors,
        String firstError,
        long stalls,
        double sendLagMaxMicros,
        long otherMessages) {

    /**
     * What became of the acks.
     *
     * @param versionGaps how often the version did not rise by one from ack to ack of a party
     * @param untold acked versions that did not come as an event too, or not with the same version to every member
     */
    public record AckFigures(LatencyFigures latency, long lost, long doubled, long versionGaps, long untold) {}

    /** Whether deliveries or acks were lost, came twice or out of order, or something was refused or stalled. */
    public boolean isFaulty() {
        long ofDeliveries = faults.lost() + faults.reordered() + faults.doubled();
        long ofAcks = acks.lost() + acks.doubled() + acks.versionGaps() + acks.untold();
        return ofDeliveries + ofAcks + errors + stalls > 0;
    }

    public double deliveriesPerSecond() {
        return seconds > 0 ? deliveries / seconds : 0;
    }

    public double acksPerSecond() {
        return seconds > 0 ? acks.latency().count() / seconds : 0;
    }
}
