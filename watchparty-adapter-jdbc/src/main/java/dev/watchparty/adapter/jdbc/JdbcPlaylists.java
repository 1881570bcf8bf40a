package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.port.PlaylistCatalogue;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.playback.ItemTitle;
import dev.watchparty.domain.playback.Playlist;
import dev.watchparty.domain.playback.PlaylistId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Keeps each playlist in one row, with its items beside it. Safe for many threads. */
public final class JdbcPlaylists implements PlaylistCatalogue {

    private static final String SELECT = """
            select id, owner_user_id, title, visibility, created_at
              from playlists
            """;

    private final Database database;

    public JdbcPlaylists(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Playlist> find(PlaylistId id) {
        return database.read(handle -> handle.createQuery(SELECT + "where id = :id")
                .bind("id", id.value())
                .map((row, context) -> playlist(handle, row))
                .findOne());
    }

    @Override
    public List<Playlist> ownedBy(UserId owner) {
        return database.read(handle -> handle.createQuery(SELECT + """
                        where owner_user_id = :owner
                        order by created_at desc, id
                        """)
                .bind("owner", owner.value())
                .map((row, context) -> playlist(handle, row))
                .list());
    }

    @Override
    public void save(Playlist playlist) {
        database.ask(jdbi -> jdbi.inTransaction(handle -> {
            upsert(handle, playlist);
            // The row above is locked: who saves at the same time waits, and no item of theirs mixes with ours.
            handle.createUpdate("delete from playlist_items where playlist_id = :id")
                    .bind("id", playlist.id().value())
                    .execute();
            ItemRows.OF_PLAYLIST.insert(handle, playlist.id().value(), playlist.items());
            return playlist;
        }));
    }

    private static void upsert(Handle handle, Playlist playlist) {
        handle.createUpdate("""
                        insert into playlists (id, owner_user_id, title, visibility, created_at)
                        values (:id, :owner, :title, :visibility, :createdAt)
                            on conflict (id) do update
                           set owner_user_id = excluded.owner_user_id,
                               title = excluded.title,
                               visibility = excluded.visibility,
                               created_at = excluded.created_at
                        """)
                .bind("id", playlist.id().value())
                .bind("owner", playlist.owner().value())
                .bind("title", playlist.title().value())
                .bind("visibility", Words.of(playlist.visibility()))
                .bind("createdAt", playlist.createdAt())
                .execute();
    }

    @Override
    public void delete(PlaylistId id) {
        database.ask(jdbi -> jdbi.withHandle(handle -> handle.createUpdate("delete from playlists where id = :id")
                .bind("id", id.value())
                .execute()));
    }

    private static Playlist playlist(Handle handle, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Playlist(
                new PlaylistId(id),
                new UserId(row.getObject("owner_user_id", UUID.class)),
                new ItemTitle(row.getString("title")),
                Words.read(Playlist.Visibility.class, row.getString("visibility")),
                ItemRows.OF_PLAYLIST.select(handle, id),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
