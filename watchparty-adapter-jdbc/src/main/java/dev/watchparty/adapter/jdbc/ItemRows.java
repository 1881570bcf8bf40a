package dev.watchparty.adapter.jdbc;

import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.ItemTitle;
import dev.watchparty.domain.playback.Length;
import dev.watchparty.domain.playback.MediaKind;
import dev.watchparty.domain.playback.MediaUrl;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Items in order, in a table of whoever has them: a playlist, or a party. */
enum ItemRows {
    OF_PLAYLIST("playlist_items", "playlist_id"),
    OF_PARTY("watch_party_items", "party_id");

    private final String delete;
    private final String insert;
    private final String select;

    ItemRows(String table, String owner) {
        this.delete = "delete from %s where %s = :owner".formatted(table, owner);
        this.insert = """
                insert into %s (%s, place, id, title, url, kind, duration_ms)
                select :owner, place - 1, id, title, url, kind, duration_ms
                  from unnest(:ids, :titles, :urls, :kinds, :durationsMs)
                       with ordinality as item (id, title, url, kind, duration_ms, place)
                """.formatted(table, owner);
        this.select = """
                select id, title, url, kind, duration_ms
                  from %s
                 where %s = :owner
                 order by place
                """.formatted(table, owner);
    }

    void insert(Handle handle, UUID owner, List<PlaylistItem> items) {
        if (items.isEmpty()) return;
        var statement = handle.createUpdate(insert).bind("owner", owner);
        ArrayColumns.bind(statement, "ids", UUID.class, items, item -> item.id().value());
        ArrayColumns.bind(
                statement, "titles", String.class, items, item -> item.title().value());
        ArrayColumns.bind(
                statement, "urls", String.class, items, item -> item.url().value());
        ArrayColumns.bind(statement, "kinds", String.class, items, item -> Words.of(item.kind()));
        ArrayColumns.bind(statement, "durationsMs", Long.class, items, item -> durationMs(item.length()));
        statement.execute();
    }

    /** Puts {@code items} in the place of those that {@code owner} has; for a transaction in which nobody else can. */
    void replace(Handle handle, UUID owner, List<PlaylistItem> items) {
        handle.createUpdate(delete).bind("owner", owner).execute();
        insert(handle, owner, items);
    }

    List<PlaylistItem> select(Handle handle, UUID owner) {
        return handle.createQuery(select)
                .bind("owner", owner)
                .map((row, context) -> read(row))
                .list();
    }

    private static @Nullable Long durationMs(Length length) {
        return length instanceof Length.Known known ? known.end().millis() : null;
    }

    static PlaylistItem read(ResultSet row) throws SQLException {
        long durationMs = row.getLong("duration_ms");
        Length length = row.wasNull() ? Length.UNKNOWN : new Length.Known(new Position(durationMs));
        return new PlaylistItem(
                new ItemId(row.getObject("id", UUID.class)),
                new ItemTitle(row.getString("title")),
                new MediaUrl(row.getString("url")),
                Words.read(MediaKind.class, row.getString("kind")),
                length);
    }
}
