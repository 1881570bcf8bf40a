package dev.watchparty.domain.playback;

import java.util.UUID;

/** Names an item of a playlist; {@code clip_id} on the wire. */
public record ItemId(UUID value) {}
