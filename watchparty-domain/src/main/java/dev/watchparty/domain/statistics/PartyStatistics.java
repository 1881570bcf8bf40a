package dev.watchparty.domain.statistics;

import dev.watchparty.domain.chat.Emoji;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a party went, or goes, at one instant. Somebody is here while they have the party open, as its history tells;
 * whoever comes back is the same viewer. The host is a viewer like any other.
 *
 * @param uniqueViewers everybody who ever was in the party
 * @param peakConcurrent the most who were here at once
 * @param currentViewers who is here; nobody, when the party is over
 * @param averageStay how long each viewer was here, all their visits together, in whole milliseconds
 * @param chatMessages what was said, with what was deleted since
 * @param joins how often somebody joined, besides the founder; coming back after leaving is joining again
 * @param leaves how often somebody left, or was put out
 * @param watched the time that people were here while the film ran, summed over all of them
 * @param people how many were here from an instant on
 * @param bucket how much of the film each of {@code moments} covers
 * @param moments where people reacted or talked, film by film; where nobody did is left out
 */
public record PartyStatistics(
        int uniqueViewers,
        int peakConcurrent,
        int currentViewers,
        Duration averageStay,
        long chatMessages,
        long reactions,
        long joins,
        long leaves,
        Duration watched,
        List<Headcount> people,
        Duration bucket,
        List<Moment> moments) {

    public PartyStatistics {
        people = List.copyOf(people);
        moments = List.copyOf(moments);
    }

    /** So many were here from {@code at} until the next headcount. */
    public record Headcount(Instant at, int count) {}

    /**
     * What people made of one stretch of a film.
     *
     * @param item the film; null, where the history does not tell which it was
     * @param from where the stretch begins
     * @param messages what was said while it ran, with what was deleted since
     * @param reactions all of them
     * @param emoji how often each was used; where there were very many different ones, some are only in
     *     {@code reactions}
     */
    public record Moment(@Nullable ItemId item, Position from, long messages, long reactions, Map<Emoji, Long> emoji) {

        public Moment {
            emoji = Map.copyOf(emoji);
        }
    }
}
