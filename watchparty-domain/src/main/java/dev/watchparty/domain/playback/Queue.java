package dev.watchparty.domain.playback;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a party plays, in order, and which item is current: {@code index} is its place, or 0 in an empty queue. A queue
 * is a copy of a playlist at the time when the party took it; later edits of the playlist do not reach the party.
 */
public record Queue(List<PlaylistItem> items, int index, Loop loop) {

    public static final int ITEMS_MAX = 500;

    public static final Queue EMPTY = of(List.of());

    public Queue {
        items = List.copyOf(items);
        if (items.size() > ITEMS_MAX) {
            throw new IllegalArgumentException("items must be at most " + ITEMS_MAX + ", but are " + items.size());
        }
        boolean isPlace = index >= 0 && index < Math.max(1, items.size());
        if (!isPlace) {
            throw new IllegalArgumentException("no item at " + index + " of " + items.size());
        }
        Set<ItemId> ids = new HashSet<>();
        for (PlaylistItem item : items) {
            if (!ids.add(item.id())) {
                throw new IllegalArgumentException("item " + item.id().value() + " is there twice");
            }
        }
    }

    /** The queue of {@code items} at its first. */
    public static Queue of(List<PlaylistItem> items) {
        return new Queue(items, 0, Loop.OFF);
    }

    public int size() {
        return items.size();
    }

    public Optional<PlaylistItem> current() {
        return at(index);
    }

    public boolean isCurrent(ItemId id) {
        return current().filter(item -> item.id().equals(id)).isPresent();
    }

    /** What comes after the current item: the first after the last, where all are looped. */
    public Optional<PlaylistItem> next() {
        return at(loop == Loop.ALL && index + 1 == items.size() ? 0 : index + 1);
    }

    /** What comes after the current item, in order; without what a loop brings back. */
    public List<PlaylistItem> upcoming() {
        return items.isEmpty() ? items : items.subList(index + 1, items.size());
    }

    public Optional<PlaylistItem> find(ItemId id) {
        return items.stream().filter(item -> item.id().equals(id)).findFirst();
    }

    /** This queue with {@code id} as its current item; unchanged, if it has no such item. */
    public Queue moveTo(ItemId id) {
        int place = placeOf(id);
        return place < 0 ? this : new Queue(items, place, loop);
    }

    /** This queue with {@code added} at {@code place} and after; the current item stays. */
    public Queue with(List<PlaylistItem> added, int place) {
        List<PlaylistItem> changed = new ArrayList<>(items);
        changed.addAll(place, added);
        boolean isBefore = place <= index && !items.isEmpty();
        return new Queue(changed, isBefore ? index + added.size() : index, loop);
    }

    /** This queue without {@code id}. Where that was the current item, the one after it is, else the one before. */
    public Queue without(ItemId id) {
        int place = placeOf(id);
        if (place < 0) return this;
        List<PlaylistItem> changed = new ArrayList<>(items);
        changed.remove(place);
        int shifted = place < index ? index - 1 : index;
        return new Queue(changed, Math.max(0, Math.min(shifted, changed.size() - 1)), loop);
    }

    /** This queue with {@code id} at {@code place}; the current item stays the current one. */
    public Queue withMoved(ItemId id, int place) {
        int from = placeOf(id);
        if (from < 0) return this;
        List<PlaylistItem> changed = new ArrayList<>(items);
        changed.add(place, changed.remove(from));
        return ordered(changed);
    }

    /** This queue in the order of {@code order}, which names each of its items once. */
    public Queue withOrder(List<ItemId> order) {
        Map<ItemId, PlaylistItem> byId = new HashMap<>();
        items.forEach(item -> byId.put(item.id(), item));
        return ordered(order.stream()
                .flatMap(id -> Optional.ofNullable(byId.get(id)).stream())
                .toList());
    }

    public Queue withLoop(Loop changed) {
        return new Queue(items, index, changed);
    }

    private Queue ordered(List<PlaylistItem> changed) {
        Queue reordered = new Queue(changed, 0, loop);
        return current().map(item -> reordered.moveTo(item.id())).orElse(reordered);
    }

    private int placeOf(ItemId id) {
        for (int place = 0; place < items.size(); place++) {
            if (items.get(place).id().equals(id)) return place;
        }
        return -1;
    }

    private Optional<PlaylistItem> at(int place) {
        return place < items.size() ? Optional.of(items.get(place)) : Optional.empty();
    }
}
