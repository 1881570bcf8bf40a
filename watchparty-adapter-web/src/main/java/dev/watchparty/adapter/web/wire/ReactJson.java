package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.chat.Emoji;
import org.jspecify.annotations.Nullable;

/** A reaction as somebody wants it; {@code videoTimestamp} is in seconds. */
public record ReactJson(@Nullable String emoji, @Nullable Double videoTimestamp) {

    /**
     * It, as a frame would have it.
     *
     * @throws IllegalArgumentException if a field is missing or out of range
     */
    public TalkFrame.Reaction toFrame() {
        return new TalkFrame.Reaction(
                null,
                new Emoji(Words.required("emoji", emoji)),
                videoTimestamp == null ? null : CommandJson.position("video_timestamp", videoTimestamp));
    }
}
