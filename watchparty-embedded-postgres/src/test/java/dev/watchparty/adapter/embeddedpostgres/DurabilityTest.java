package dev.watchparty.adapter.embeddedpostgres;

import static dev.watchparty.adapter.embeddedpostgres.Databases.query;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {

    @TempDir
    private Path directory;

    @Test
    void the_settings_are_what_an_operator_may_rely_on() throws Exception {
        Map<String, String> expected = Map.of(
                "fsync", "on",
                "synchronous_commit", "on",
                "full_page_writes", "on",
                "data_checksums", "on",
                "listen_addresses", "127.0.0.1",
                "max_connections", "50",
                "server_encoding", "UTF8",
                "is_superuser", "off");
        try (EmbeddedDatabase database = Databases.open(directory)) {
            Map<String, String> actual = new HashMap<>();
            for (String setting : expected.keySet()) {
                actual.put(setting, query(database, "show " + setting));
            }
            assertThat(actual).isEqualTo(expected);
            // The fifth line of the file is the directory of the Unix socket.
            assertThat(Files.readAllLines(directory.resolve("data/postmaster.pid")))
                    .element(4)
                    .isEqualTo("");
        }
    }

    @Test
    void data_and_password_survive_closing_and_opening() throws Exception {
        String password;
        try (EmbeddedDatabase database = Databases.open(directory)) {
            Databases.execute(database, "create table party as select 7 as id");
            password = database.password();
        }

        try (EmbeddedDatabase database = Databases.open(directory)) {
            assertThat(query(database, "select id from party")).isEqualTo("7");
            assertThat(database.password()).isEqualTo(password);
        }
    }

    @Test
    void closing_stops_the_server_and_a_second_time_does_nothing() throws Exception {
        EmbeddedDatabase database = Databases.open(directory);
        ProcessHandle server = Databases.postmaster(directory);

        database.close();
        database.close();

        assertThat(directory.resolve("data/postmaster.pid")).doesNotExist();
        server.onExit().get();
    }

    @Test
    void closing_from_an_interrupted_thread_stops_the_server_too() {
        EmbeddedDatabase database = Databases.open(directory);

        Thread.currentThread().interrupt();
        database.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(directory.resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void letters_of_all_languages_have_lower_case() throws Exception {
        try (EmbeddedDatabase database = Databases.open(directory)) {
            assertThat(query(database, "select lower('ÄÉЖ')")).isEqualTo("äéж");
        }
    }
}
