package dev.watchparty.domain.playback;

/** What a client needs to play a medium. */
public enum MediaKind {
    MP4,
    WEBM,
    AUDIO,
    HLS,
    DASH,
    YOUTUBE
}
