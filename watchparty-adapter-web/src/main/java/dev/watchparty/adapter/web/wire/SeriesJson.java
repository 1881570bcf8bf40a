package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.chat.Emoji;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.statistics.PartyStatistics;
import dev.watchparty.domain.statistics.PartyStatistics.Headcount;
import dev.watchparty.domain.statistics.PartyStatistics.Reactions;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a party went over time, to be drawn.
 *
 * @param bucketMs how much of a film each of {@code reactions} covers
 * @param watchSeconds the time that people were here while the film ran, summed over all of them
 */
public record SeriesJson(
        List<HeadcountJson> people,
        List<ReactionsJson> reactions,
        long bucketMs,
        long joins,
        long leaves,
        long watchSeconds) {

    /** So many were here from then until the next. */
    public record HeadcountJson(Instant at, int count) {

        static HeadcountJson of(Headcount headcount) {
            return new HeadcountJson(headcount.at(), headcount.count());
        }
    }

    /** The reactions to one stretch of a film, which begins at {@code position_ms}; the most frequent emoji first. */
    public record ReactionsJson(@Nullable UUID clipId, long positionMs, long count, Map<String, Long> emoji) {

        static ReactionsJson of(Reactions reactions) {
            ItemId item = reactions.item();
            return new ReactionsJson(
                    item == null ? null : item.value(),
                    reactions.from().millis(),
                    reactions.count(),
                    sorted(reactions.emoji()));
        }

        private static Map<String, Long> sorted(Map<Emoji, Long> emoji) {
            Map<String, Long> sorted = new LinkedHashMap<>();
            emoji.entrySet().stream()
                    .sorted(Map.Entry.<Emoji, Long>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey(Comparator.comparing(Emoji::value))))
                    .forEach(entry -> sorted.put(entry.getKey().value(), entry.getValue()));
            return sorted;
        }
    }

    public static SeriesJson of(PartyStatistics statistics) {
        return new SeriesJson(
                statistics.people().stream().map(HeadcountJson::of).toList(),
                statistics.reactionsAlong().stream().map(ReactionsJson::of).toList(),
                statistics.bucket().toMillis(),
                statistics.joins(),
                statistics.leaves(),
                statistics.watched().toSeconds());
    }
}
