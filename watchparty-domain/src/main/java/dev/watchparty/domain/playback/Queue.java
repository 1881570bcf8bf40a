package dev.watchparty.domain.playback;

import java.util.List;
import java.util.Optional;

/**
 * What a party plays, in order, and which item is current: {@code index} is its place, or 0 in an empty queue. A queue
 * is a copy of a playlist at the time when the party took it; later edits of the playlist do not reach the party.
 */
public record Queue(List<PlaylistItem> items, int index) {

    public static final int ITEMS_MAX = 500;

    public static final Queue EMPTY = new Queue(List.of(), 0);

    public Queue {
        items = List.copyOf(items);
        if (items.size() > ITEMS_MAX) {
            throw new IllegalArgumentException("items must be at most " + ITEMS_MAX + ", but are " + items.size());
        }
        boolean isPlace = index >= 0 && index < Math.max(1, items.size());
        if (!isPlace) {
            throw new IllegalArgumentException("no item at " + index + " of " + items.size());
        }
    }

    /** The queue of {@code items} at its first. */
    public static Queue of(List<PlaylistItem> items) {
        return new Queue(items, 0);
    }

    public Optional<PlaylistItem> current() {
        return at(index);
    }

    public Optional<PlaylistItem> next() {
        return at(index + 1);
    }

    public Optional<PlaylistItem> find(ItemId id) {
        return items.stream().filter(item -> item.id().equals(id)).findFirst();
    }

    /** This queue with {@code id} as its current item; unchanged, if it has no such item. */
    public Queue moveTo(ItemId id) {
        for (int place = 0; place < items.size(); place++) {
            if (items.get(place).id().equals(id)) return new Queue(items, place);
        }
        return this;
    }

    private Optional<PlaylistItem> at(int place) {
        return place < items.size() ? Optional.of(items.get(place)) : Optional.empty();
    }
}
