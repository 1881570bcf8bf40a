package dev.watchparty.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody can have told of themselves, and have forgotten. */
class PrivacyTest {

    private static final String NAME = "Quetzalcoatlus";
    private static final String WORDS = "xylophones at midnight";
    private static final String PLAYLIST = "Zymurgy for beginners";

    @TempDir
    private Path dataDir;

    /** A column that may hold words. */
    private record Column(String table, String name) {}

    @Test
    void who_has_themselves_erased_leaves_no_word_behind_and_the_party_goes_on() throws Exception {
        try (ServerProcess server = ServerProcess.start(Servers.arguments(0, dataDir))) {
            Client ann = Client.guest(server.port(), "Ann");
            Client leaver = Client.guest(server.port(), NAME);
            String username = username(leaver);
            JsonNode made = ann.post("/watch-parties", "{\"title\":\"Open\",\"visibility\":\"public\"}")
                    .data();
            String party = "/watch-parties/" + made.path("id").asText();
            leaver.post("/watch-parties/" + made.path("invite_code").asText() + "/join", "");
            leaver.post("/playlists", """
                    {"title":"%s","visibility":"public","items":[
                     {"title":"One","url":"https://example.org/1.mp4","kind":"mp4"}]}""".formatted(PLAYLIST));
            ann.post("/friends", "{\"user_id\":\"" + leaver.userId() + "\"}");
            Socket host = ann.connect(made.path("id").asText());
            Socket leaving = leaver.connect(made.path("id").asText());
            leaving.does("chat", "\"message\":\"" + WORDS + "\"");
            leaving.does("reaction", "\"emoji\":\"🎉\"");
            host.does("chat", "\"message\":\"what Ann said\"");

            JsonNode export = leaver.get("/users/me/export").data();
            assertThat(export.path("user").path("display_name").asText()).isEqualTo(NAME);
            assertThat(export.path("parties").findValuesAsText("title")).containsExactly("Open");
            assertThat(export.path("messages").findValuesAsText("message")).containsExactly(WORDS);
            assertThat(export.path("reactions").findValuesAsText("emoji")).containsExactly("🎉");
            assertThat(export.path("playlists").findValuesAsText("title")).contains(PLAYLIST);
            assertThat(export.toString()).doesNotContain("what Ann said");
            assertThat(tablesWith(NAME)).contains("users", "watch_party_participants", "watch_party_events");
            assertThat(tablesWith(WORDS)).containsExactly("watch_party_events");
            assertThat(tablesWith(PLAYLIST)).containsExactly("playlists");

            assertThat(leaver.delete("/users/me").status()).isEqualTo(200);

            assertThat(tablesWith(NAME)).isEmpty();
            assertThat(tablesWith(username)).isEmpty();
            assertThat(tablesWith(WORDS)).isEmpty();
            assertThat(tablesWith(PLAYLIST)).isEmpty();
            assertThat(leaving.next("closing").path("reason").asText()).isEqualTo("erased");
            assertThat(leaving.closeCode()).isEqualTo(4003);
            JsonNode gone = host.next("participant-left");
            assertThat(gone.path("reason").asText()).isEqualTo("erased");
            assertThat(gone.toString()).doesNotContain(NAME);
            host.does("play");
            assertThat(ann.get(party + "/messages").data().path("messages").findValuesAsText("message"))
                    .containsExactly("what Ann said");
            assertThat(ann.get(party).body().toString()).doesNotContain(NAME, username);
            assertThat(ann.connectForSnapshot(made.path("id").asText())
                            .next("snapshot")
                            .toString())
                    .doesNotContain(NAME, username, WORDS);
            assertThat(ann.get(party + "/analytics")
                            .data()
                            .path("chat_messages")
                            .asInt())
                    .isEqualTo(2);
            assertThat(server.stop()).isTrue();
            assertThat(server.printed()).contains("Watchparty is running").doesNotContain(NAME, username, WORDS);
        }
    }

    private static String username(Client who) {
        String username =
                who.get("/auth/me").data().path("user").path("username").asText();
        assertThat(username).isNotEmpty();
        return username;
    }

    /** In which tables {@code words} are found, in whatever column and case. */
    private static Set<String> tablesWith(String words) throws SQLException {
        Set<String> found = new TreeSet<>();
        try (Connection database = Servers.database()) {
            for (Column column : columns(database)) {
                if (contains(database, column, words)) found.add(column.table());
            }
        }
        return found;
    }

    private static List<Column> columns(Connection database) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select table_name, column_name
                          from information_schema.columns
                         where table_schema not in ('pg_catalog', 'information_schema')
                           and data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY')
                        """)) {
            while (rows.next()) {
                columns.add(new Column(rows.getString(1), rows.getString(2)));
            }
        }
        assertThat(columns).hasSizeGreaterThan(10);
        return columns;
    }

    private static boolean contains(Connection database, Column column, String words) throws SQLException {
        String query = "select from \"%s\" where strpos(lower(\"%s\"::text), lower(?)) > 0 limit 1"
                .formatted(column.table(), column.name());
        try (PreparedStatement statement = database.prepareStatement(query)) {
            statement.setString(1, words);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
