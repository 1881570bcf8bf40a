package dev.watchparty.adapter.web.wire;

import dev.watchparty.application.port.PartyCatalogue.HostedParties;

/** What somebody's own parties come to: {@code HostStats} of the protocol. */
public record HostStatsJson(
        long totalPartiesHosted,
        long totalViewers,
        double avgViewersPerParty,
        long totalChatMessages,
        long totalReactions) {

    public static HostStatsJson of(HostedParties hosted) {
        return new HostStatsJson(
                hosted.parties(),
                hosted.viewers(),
                hosted.parties() == 0 ? 0 : (double) hosted.viewers() / hosted.parties(),
                hosted.messages(),
                hosted.reactions());
    }
}
