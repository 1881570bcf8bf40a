package dev.watchparty.application.playlist;

import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.Ids;
import dev.watchparty.application.port.PlaylistCatalogue;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.ItemTitle;
import dev.watchparty.domain.playback.Length;
import dev.watchparty.domain.playback.MediaKind;
import dev.watchparty.domain.playback.MediaUrl;
import dev.watchparty.domain.playback.Playlist;
import dev.watchparty.domain.playback.PlaylistId;
import dev.watchparty.domain.playback.PlaylistItem;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes, shows, changes and deletes playlists. Blocks on the store. Safe for many threads. */
public final class EditPlaylists {

    /** An item as somebody describes it; with an id, it is one that the playlist has already. */
    public record Draft(@Nullable ItemId id, ItemTitle title, MediaUrl url, MediaKind kind, Length length) {}

    /** What is to be changed; what is absent stays. */
    public record Change(
            @Nullable ItemTitle title,
            Playlist.@Nullable Visibility visibility,
            @Nullable List<Draft> items) {}

    /** What came of it. */
    public sealed interface Result {

        record Found(Playlist playlist) implements Result {}

        record UnknownPlaylist() implements Result {}

        /** It is somebody else's. */
        record NotAllowed() implements Result {}

        /** The owner has as many as anybody may. */
        record TooMany() implements Result {}
    }

    private final PlaylistCatalogue playlists;
    private final Ids ids;
    private final InstantSource clock;

    public EditPlaylists(PlaylistCatalogue playlists, Ids ids, InstantSource clock) {
        this.playlists = playlists;
        this.ids = ids;
        this.clock = clock;
    }

    public Result create(UserId owner, ItemTitle title, Playlist.Visibility visibility, List<Draft> items) {
        if (playlists.ownedBy(owner).size() >= PlaylistCatalogue.PLAYLISTS_PER_OWNER_MAX) return new Result.TooMany();
        Playlist playlist = new Playlist(
                new PlaylistId(ids.next()), owner, title, visibility, items(items, List.of()), clock.instant());
        playlists.save(playlist);
        return new Result.Found(playlist);
    }

    public List<Playlist> ownedBy(UserId owner) {
        return playlists.ownedBy(owner);
    }

    /** The playlist {@code id}, if it is public or the reader's. */
    public Result read(PlaylistId id, @Nullable Identity reader) {
        Optional<Playlist> found = playlists.find(id);
        if (found.isEmpty()) return new Result.UnknownPlaylist();
        boolean isOwn = reader != null && found.get().isOwnedBy(reader.user());
        return isOwn || found.get().isPublic() ? new Result.Found(found.get()) : new Result.NotAllowed();
    }

    public Result change(PlaylistId id, UserId editor, Change change) {
        Result own = own(id, editor);
        if (!(own instanceof Result.Found found)) return own;
        Playlist old = found.playlist();
        Playlist changed = new Playlist(
                old.id(),
                old.owner(),
                change.title() == null ? old.title() : change.title(),
                change.visibility() == null ? old.visibility() : change.visibility(),
                change.items() == null ? old.items() : items(change.items(), old.items()),
                old.createdAt());
        playlists.save(changed);
        return new Result.Found(changed);
    }

    public Result delete(PlaylistId id, UserId editor) {
        Result own = own(id, editor);
        if (own instanceof Result.Found) playlists.delete(id);
        return own;
    }

    private Result own(PlaylistId id, UserId editor) {
        Optional<Playlist> found = playlists.find(id);
        if (found.isEmpty()) return new Result.UnknownPlaylist();
        return found.get().isOwnedBy(editor) ? new Result.Found(found.get()) : new Result.NotAllowed();
    }

    /** The items as described; an id that none of {@code old} has says nothing. */
    private List<PlaylistItem> items(List<Draft> drafts, List<PlaylistItem> old) {
        Set<ItemId> known = old.stream().map(PlaylistItem::id).collect(Collectors.toUnmodifiableSet());
        return drafts.stream()
                .map(draft -> new PlaylistItem(
                        draft.id() != null && known.contains(draft.id()) ? draft.id() : new ItemId(ids.next()),
                        draft.title(),
                        draft.url(),
                        draft.kind(),
                        draft.length()))
                .toList();
    }
}
