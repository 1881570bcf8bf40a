package dev.watchparty.adapter.embeddedpostgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryDatabaseTest {

    @TempDir
    private Path temporaryDirectory;

    @Test
    void is_empty_and_its_user_may_make_tables_and_databases() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.temporary()) {
            assertThat(Databases.query(database, "select count(*) from pg_tables where schemaname = 'public'"))
                    .isEqualTo("0");
            Databases.execute(database, "create table party (id int)");
            Databases.execute(database, "create database another");
        }
    }

    @Test
    void leaves_nothing_behind_when_closed() throws Exception {
        Path directory;
        try (EmbeddedDatabase database = EmbeddedDatabase.temporary()) {
            directory = database.directory();
            assertThat(directory).exists();
        }
        assertThat(directory).doesNotExist();
    }

    @Test
    void leaves_nothing_behind_when_its_process_ends() throws Exception {
        try (Owner owner = Owner.ofTemporary(temporaryDirectory)) {
            assertThat(Trees.children(temporaryDirectory)).isNotEmpty();
            owner.terminate();
        }
        assertThat(Trees.children(temporaryDirectory)).isEmpty();
    }

    @Test
    void what_a_killed_process_left_is_deleted_by_the_next() throws Exception {
        Path abandoned;
        ProcessHandle orphan;
        try (Owner owner = Owner.ofTemporary(temporaryDirectory)) {
            abandoned = Trees.children(temporaryDirectory).get(0);
            orphan = Databases.postmaster(abandoned);
            owner.kill();
        }

        try (Owner next = Owner.ofTemporary(temporaryDirectory)) {
            assertThat(abandoned).doesNotExist();
            orphan.onExit().get();
            next.terminate();
        }
    }

    @Test
    void one_in_use_by_another_process_is_let_alone() throws Exception {
        try (Owner owner = Owner.ofTemporary(temporaryDirectory);
                Owner next = Owner.ofTemporary(temporaryDirectory)) {
            assertThat(Trees.children(temporaryDirectory)).hasSize(2);
            next.terminate();
            owner.terminate();
        }
    }
}
