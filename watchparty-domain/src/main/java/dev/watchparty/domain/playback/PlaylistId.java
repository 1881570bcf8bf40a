package dev.watchparty.domain.playback;

import java.util.UUID;

/** Names a playlist. */
public record PlaylistId(UUID value) {}
