package dev.watchparty.adapter.jdbc;

import dev.watchparty.domain.playback.ItemTitle;
import dev.watchparty.domain.playback.Length;
import dev.watchparty.domain.playback.MediaKind;
import dev.watchparty.domain.playback.MediaUrl;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Position;
import java.util.List;

/** A thing to watch where it is no row of its own: in the history, and while it is a mere suggestion. */
final class ItemPayload {

    private ItemPayload() {}

    static Payload write(PlaylistItem item) {
        Payload payload = Payload.empty()
                .with("id", item.id())
                .with("title", item.title().value())
                .with("url", item.url().value())
                .with("kind", item.kind());
        if (item.length() instanceof Length.Known known) {
            payload.with("duration_ms", known.end().millis());
        }
        return payload;
    }

    static PlaylistItem read(Payload stored) {
        return new PlaylistItem(
                stored.item("id"),
                new ItemTitle(stored.text("title")),
                new MediaUrl(stored.text("url")),
                stored.word(MediaKind.class, "kind"),
                stored.has("duration_ms")
                        ? new Length.Known(new Position(stored.number("duration_ms")))
                        : Length.UNKNOWN);
    }

    static List<Payload> writeAll(List<PlaylistItem> items) {
        return items.stream().map(ItemPayload::write).toList();
    }

    static List<PlaylistItem> readAll(List<Payload> stored) {
        return stored.stream().map(ItemPayload::read).toList();
    }
}
