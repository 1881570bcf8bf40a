package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.PlaylistDraftJson;
import dev.watchparty.adapter.web.wire.PlaylistJson;
import dev.watchparty.adapter.web.wire.Problems;
import dev.watchparty.application.playlist.EditPlaylists;
import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.PlaylistCatalogue;
import dev.watchparty.domain.playback.PlaylistId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** {@code /playlists}: what there is to watch. */
final class PlaylistRoutes {

    /** Somebody's playlists. */
    record Own(List<PlaylistJson> playlists, int count) {}

    private final EditPlaylists playlists;
    private final Guards guards;

    PlaylistRoutes(EditPlaylists playlists, Guards guards) {
        this.playlists = playlists;
        this.guards = guards;
    }

    void register(RoutesConfig routes) {
        routes.post("/api/v1/playlists", this::create);
        Reading.register(routes, "/api/v1/playlists", this::list);
        Reading.register(routes, "/api/v1/playlists/{playlist}", this::show);
        routes.patch("/api/v1/playlists/{playlist}", this::change);
        routes.delete("/api/v1/playlists/{playlist}", this::delete);
    }

    private void create(Context context) {
        Identity owner = writer(context);
        PlaylistDraftJson.Whole whole =
                Bodies.read(context, Bodies.PLAYLIST_BYTES_MAX, PlaylistDraftJson.class, PlaylistDraftJson::toWhole);
        EditPlaylists.Result result = playlists.create(owner.user(), whole.title(), whole.visibility(), whole.items());
        Answers.data(context, 201, json(result));
    }

    private void list(Context context) {
        Identity owner = guards.authentication().required(context);
        List<PlaylistJson> own =
                playlists.ownedBy(owner.user()).stream().map(PlaylistJson::of).toList();
        Answers.ok(context, new Own(own, own.size()));
    }

    private void show(Context context) {
        Identity reader = guards.authentication().optional(context).orElse(null);
        Answers.ok(context, json(playlists.read(playlistId(context), reader)));
    }

    private void change(Context context) {
        Identity editor = writer(context);
        PlaylistId id = playlistId(context);
        EditPlaylists.Change change =
                Bodies.read(context, Bodies.PLAYLIST_BYTES_MAX, PlaylistDraftJson.class, PlaylistDraftJson::toChange);
        Answers.ok(context, json(playlists.change(id, editor.user(), change)));
    }

    private void delete(Context context) {
        Identity editor = writer(context);
        json(playlists.delete(playlistId(context), editor.user()));
        Answers.message(context, "Playlist deleted successfully");
    }

    private Identity writer(Context context) {
        Identity identity = guards.authentication().required(context);
        guards.rates().writePlaylist(identity);
        return identity;
    }

    private static PlaylistId playlistId(Context context) {
        return new PlaylistId(PathIds.uuid(context, "playlist"));
    }

    private static PlaylistJson json(EditPlaylists.Result result) {
        if (result instanceof EditPlaylists.Result.UnknownPlaylist) {
            throw new ProblemException(Problems.notFound("Playlist not found"));
        }
        if (result instanceof EditPlaylists.Result.NotAllowed) {
            throw new ProblemException(Problems.forbidden("This playlist is somebody else's"));
        }
        if (result instanceof EditPlaylists.Result.TooMany) {
            throw new ProblemException(Problems.playlistLimit(PlaylistCatalogue.PLAYLISTS_PER_OWNER_MAX));
        }
        if (!(result instanceof EditPlaylists.Result.Found found)) throw new AssertionError(result);
        return PlaylistJson.of(found.playlist());
    }
}
