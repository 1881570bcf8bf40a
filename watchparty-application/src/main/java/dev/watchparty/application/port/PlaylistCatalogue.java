package dev.watchparty.application.port;

import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.playback.Playlist;
import dev.watchparty.domain.playback.PlaylistId;
import java.util.List;
import java.util.Optional;

/** Keeps playlists. Safe for many threads; the last writer wins. */
public interface PlaylistCatalogue {

    /** At most so many playlists a person. */
    int PLAYLISTS_PER_OWNER_MAX = 32;

    Optional<Playlist> find(PlaylistId id);

    /** Somebody's playlists, newest first. */
    List<Playlist> ownedBy(UserId owner);

    /** Keeps {@code playlist} and all its items, in place of what had its id. */
    void save(Playlist playlist);

    /** Forgets a playlist; parties that took it keep their copy. */
    void delete(PlaylistId id);
}
