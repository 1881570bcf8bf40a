package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.playback.Playlist;
import dev.watchparty.domain.playback.PlaylistItem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A playlist with all its items, in order. */
public record PlaylistJson(
        UUID id, UUID ownerUserId, String title, String visibility, List<PlaylistItemJson> items, Instant createdAt) {

    public static PlaylistJson of(Playlist playlist) {
        return new PlaylistJson(
                playlist.id().value(),
                playlist.owner().value(),
                playlist.title().value(),
                Words.of(playlist.visibility()),
                items(playlist.items()),
                playlist.createdAt());
    }

    static List<PlaylistItemJson> items(List<PlaylistItem> items) {
        return items.stream().map(PlaylistItemJson::of).toList();
    }
}
