package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.statistics.PartyStatistics;
import dev.watchparty.domain.statistics.PartyStatistics.Headcount;
import dev.watchparty.domain.statistics.PartyStatistics.Moment;
import java.time.Instant;
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

        static ReactionsJson of(Moment moment) {
            ItemId item = moment.item();
            return new ReactionsJson(
                    item == null ? null : item.value(),
                    moment.from().millis(),
                    moment.reactions(),
                    EmojiCounts.of(moment.emoji()));
        }
    }

    public static SeriesJson of(PartyStatistics statistics) {
        return new SeriesJson(
                statistics.people().stream().map(HeadcountJson::of).toList(),
                statistics.moments().stream()
                        .filter(moment -> moment.reactions() > 0)
                        .map(ReactionsJson::of)
                        .toList(),
                statistics.bucket().toMillis(),
                statistics.joins(),
                statistics.leaves(),
                statistics.watched().toSeconds());
    }
}
