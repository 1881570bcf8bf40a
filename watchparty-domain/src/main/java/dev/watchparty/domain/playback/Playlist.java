package dev.watchparty.domain.playback;

import dev.watchparty.domain.participant.UserId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Things to watch, kept by somebody for many parties. */
public record Playlist(
        PlaylistId id,
        UserId owner,
        ItemTitle title,
        Visibility visibility,
        List<PlaylistItem> items,
        Instant createdAt) {

    public Playlist {
        items = List.copyOf(items);
        if (items.size() > Queue.ITEMS_MAX) {
            throw new IllegalArgumentException(
                    "items must be at most " + Queue.ITEMS_MAX + ", but are " + items.size());
        }
        Set<ItemId> ids = new HashSet<>();
        for (PlaylistItem item : items) {
            if (!ids.add(item.id())) {
                throw new IllegalArgumentException("item " + item.id().value() + " is there twice");
            }
        }
    }

    public boolean isOwnedBy(UserId user) {
        return owner.equals(user);
    }

    public boolean isPublic() {
        return visibility == Visibility.PUBLIC;
    }

    /** Who may use a playlist besides its owner: everybody, or nobody. */
    public enum Visibility {
        PUBLIC,
        PRIVATE
    }
}
