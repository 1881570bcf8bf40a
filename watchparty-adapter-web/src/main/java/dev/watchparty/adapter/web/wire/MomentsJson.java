package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.statistics.PartyStatistics;
import dev.watchparty.domain.statistics.PartyStatistics.Moment;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where in the films people reacted and talked, to be drawn along the time line.
 *
 * @param bucketMs how much of a film each of {@code moments} covers
 */
public record MomentsJson(List<MomentJson> moments, long bucketMs) {

    /** One stretch of a film, which begins at {@code position_ms}; the most frequent emoji first. */
    public record MomentJson(
            @Nullable UUID clipId, long positionMs, long messages, long reactions, Map<String, Long> emoji) {

        static MomentJson of(Moment moment) {
            ItemId item = moment.item();
            return new MomentJson(
                    item == null ? null : item.value(),
                    moment.from().millis(),
                    moment.messages(),
                    moment.reactions(),
                    EmojiCounts.of(moment.emoji()));
        }
    }

    public static MomentsJson of(PartyStatistics statistics) {
        return new MomentsJson(
                statistics.moments().stream().map(MomentJson::of).toList(),
                statistics.bucket().toMillis());
    }
}
