package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.playback.Length;
import dev.watchparty.domain.playback.PlaylistItem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing to watch; its id is the {@code clip_id} of commands and events. */
public record PlaylistItemJson(
        UUID id,
        String title,
        String url,
        String kind,
        @Nullable Long durationMs) {

    public static PlaylistItemJson of(PlaylistItem item) {
        return new PlaylistItemJson(
                item.id().value(),
                item.title().value(),
                item.url().value(),
                Words.of(item.kind()),
                item.length() instanceof Length.Known known ? known.end().millis() : null);
    }
}
