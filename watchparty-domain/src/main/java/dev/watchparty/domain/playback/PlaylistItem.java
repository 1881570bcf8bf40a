package dev.watchparty.domain.playback;

/** One thing to watch. */
public record PlaylistItem(ItemId id, ItemTitle title, MediaUrl url, MediaKind kind, Length length) {}
