package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.statistics.PartyStatistics;
import java.util.UUID;

/** How a party went in a few numbers: {@code Analytics} of the protocol. */
public record AnalyticsJson(
        UUID partyId,
        int uniqueViewers,
        int peakConcurrent,
        int currentViewers,
        long avgDurationSeconds,
        long chatMessages,
        long reactions,
        long totalEngagement) {

    public static AnalyticsJson of(PartyId party, PartyStatistics statistics) {
        return new AnalyticsJson(
                party.value(),
                statistics.uniqueViewers(),
                statistics.peakConcurrent(),
                statistics.currentViewers(),
                statistics.averageStay().toSeconds(),
                statistics.chatMessages(),
                statistics.reactions(),
                statistics.chatMessages() + statistics.reactions());
    }
}
