package dev.watchparty.adapter.web.wire;

import dev.watchparty.application.playlist.EditPlaylists.Change;
import dev.watchparty.application.playlist.EditPlaylists.Draft;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.ItemTitle;
import dev.watchparty.domain.playback.Length;
import dev.watchparty.domain.playback.MediaKind;
import dev.watchparty.domain.playback.MediaUrl;
import dev.watchparty.domain.playback.Playlist;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Queue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A playlist as somebody writes it, or what they want to have changed in one. */
public record PlaylistDraftJson(
        @Nullable String title,
        @Nullable String visibility,
        @Nullable List<@Nullable ItemJson> items) {

    /** One item as somebody describes it; with an id, it is one that the playlist has already. */
    public record ItemJson(
            @Nullable String id,
            @Nullable String title,
            @Nullable String url,
            @Nullable String kind,
            @Nullable Long durationMs) {

        Draft toDraft() {
            return new Draft(
                    id == null ? null : new ItemId(Words.uuid("id", id)),
                    new ItemTitle(Words.required("title", title)),
                    new MediaUrl(Words.required("url", url)),
                    Words.choice("kind", MediaKind.class, Words.required("kind", kind)),
                    durationMs == null ? Length.UNKNOWN : length(durationMs));
        }

        private static Length length(long durationMs) {
            if (durationMs < 1 || durationMs > Position.MILLIS_MAX) {
                throw new IllegalArgumentException(
                        "duration_ms must be between 1 and " + Position.MILLIS_MAX + ", but is " + durationMs);
            }
            return new Length.Known(new Position(durationMs));
        }
    }

    /** A playlist with all it needs. */
    public record Whole(ItemTitle title, Playlist.Visibility visibility, List<Draft> items) {}

    /**
     * A new playlist; private and empty, unless it says otherwise.
     *
     * @throws IllegalArgumentException if a field is missing or out of range
     */
    public Whole toWhole() {
        Change change = toChange();
        return new Whole(
                Words.required("title", change.title()),
                change.visibility() == null ? Playlist.Visibility.PRIVATE : change.visibility(),
                change.items() == null ? List.of() : withoutIds(change.items()));
    }

    /**
     * What is to be changed; what is absent stays.
     *
     * @throws IllegalArgumentException if a field is out of range
     */
    public Change toChange() {
        return new Change(
                title == null ? null : new ItemTitle(title),
                visibility == null ? null : Words.choice("visibility", Playlist.Visibility.class, visibility),
                items == null ? null : drafts(items));
    }

    private static List<Draft> drafts(List<@Nullable ItemJson> items) {
        if (items.size() > Queue.ITEMS_MAX) {
            throw new IllegalArgumentException(
                    "items must be at most " + Queue.ITEMS_MAX + ", but are " + items.size());
        }
        List<Draft> drafts = new ArrayList<>(items.size());
        Set<ItemId> ids = new HashSet<>();
        for (ItemJson item : items) {
            String place = "items[" + drafts.size() + "]";
            Draft draft = draft(place, item);
            if (draft.id() != null && !ids.add(draft.id())) {
                throw new IllegalArgumentException(place + ".id is there twice");
            }
            drafts.add(draft);
        }
        return drafts;
    }

    /** @param place what the item is called, for the message */
    static Draft draft(String place, @Nullable ItemJson item) {
        ItemJson present = Words.required(place, item);
        try {
            return present.toDraft();
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(place + "." + refused.getMessage(), refused);
        }
    }

    private static List<Draft> withoutIds(List<Draft> drafts) {
        return drafts.stream()
                .map(draft -> new Draft(null, draft.title(), draft.url(), draft.kind(), draft.length()))
                .toList();
    }
}
