package dev.watchparty.adapter.embeddedpostgres;

import static dev.watchparty.adapter.embeddedpostgres.Databases.query;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashingTest {

    @TempDir
    private Path directory;

    @Test
    void a_killed_owner_leaves_an_orphan_that_the_next_one_stops() throws Exception {
        ProcessHandle orphan;
        try (Owner owner = Owner.of(directory)) {
            orphan = Databases.postmaster(directory);
            owner.kill();
        }
        assertThat(orphan.isAlive()).isTrue();

        try (EmbeddedDatabase database = Databases.open(directory)) {
            assertThat(query(database, "select count(*) from party")).isEqualTo("1");
            assertThat(Databases.postmaster(directory).pid()).isNotEqualTo(orphan.pid());
            orphan.onExit().get();
        }
    }

    @Test
    void an_owner_may_be_killed_again_and_again() throws Exception {
        for (int kills = 0; kills < 3; kills++) {
            try (Owner owner = Owner.of(directory)) {
                owner.kill();
            }
        }

        try (EmbeddedDatabase database = Databases.open(directory)) {
            assertThat(query(database, "select count(*) from party")).isEqualTo("3");
        }
    }

    @Test
    void a_killed_server_recovers_what_was_committed() throws Exception {
        EmbeddedDatabase database = Databases.open(directory);
        Databases.execute(database, "create table party as select 7 as id");
        ProcessHandle server = Databases.postmaster(directory);
        server.destroyForcibly();
        server.onExit().get();
        database.close();

        try (EmbeddedDatabase recovered = Databases.open(directory)) {
            assertThat(query(recovered, "select id from party")).isEqualTo("7");
        }
    }

    @Test
    void owner_and_server_killed_together_recover_too() throws Exception {
        try (Owner owner = Owner.of(directory)) {
            ProcessHandle server = Databases.postmaster(directory);
            server.destroyForcibly();
            owner.kill();
            server.onExit().get();
        }

        try (EmbeddedDatabase database = Databases.open(directory)) {
            assertThat(query(database, "select count(*) from party")).isEqualTo("1");
        }
    }

    @Test
    void a_stranger_that_now_has_the_pid_of_the_killed_server_is_let_alone() throws Exception {
        try (EmbeddedDatabase database = Databases.open(directory)) {
            Databases.execute(database, "create table party as select 7 as id");
            ProcessHandle server = Databases.postmaster(directory);
            server.destroyForcibly();
            server.onExit().get();
        }
        Process stranger = new ProcessBuilder("cat").start();
        try {
            rename(directory.resolve("data/postmaster.pid"), stranger.pid());

            try (EmbeddedDatabase database = Databases.open(directory)) {
                assertThat(query(database, "select id from party")).isEqualTo("7");
            }

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroy();
        }
    }

    @Test
    void the_server_of_another_directory_is_a_stranger(@TempDir Path other) throws Exception {
        Databases.open(directory).close();
        try (EmbeddedDatabase neighbour = Databases.open(other)) {
            Files.copy(other.resolve("data/postmaster.pid"), directory.resolve("data/postmaster.pid"));
            dropSharedMemory(directory.resolve("data/postmaster.pid"));

            Databases.open(directory).close();

            assertThat(query(neighbour, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void half_made_data_of_a_killed_owner_is_made_anew() throws Exception {
        Files.createDirectories(directory.resolve("unfinished-data-1/base"));

        try (EmbeddedDatabase database = Databases.open(directory)) {
            assertThat(query(database, "select 1")).isEqualTo("1");
        }

        assertThat(directory.resolve("unfinished-data-1")).doesNotExist();
    }

    private static void rename(Path pidFile, long pid) throws Exception {
        List<String> lines = Files.readAllLines(pidFile, UTF_8);
        lines.set(0, Long.toString(pid));
        Files.write(pidFile, lines, UTF_8);
    }

    private static void dropSharedMemory(Path pidFile) throws Exception {
        Files.write(pidFile, Files.readAllLines(pidFile, UTF_8).subList(0, 6), UTF_8);
    }
}
