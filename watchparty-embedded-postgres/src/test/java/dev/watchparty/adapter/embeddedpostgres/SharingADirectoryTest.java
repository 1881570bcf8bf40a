package dev.watchparty.adapter.embeddedpostgres;

import static dev.watchparty.adapter.embeddedpostgres.Databases.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharingADirectoryTest {

    @TempDir
    private Path directory;

    @Test
    void a_second_process_is_refused_with_the_directory_and_the_pid_of_the_first() throws Exception {
        try (Owner owner = Owner.of(directory)) {
            assertThatThrownBy(() -> Databases.open(directory))
                    .isInstanceOf(EmbeddedDatabaseException.class)
                    .hasMessageContaining(directory.toRealPath().toString())
                    .hasMessageContaining("process " + owner.pid());
            assertThat(Databases.postmaster(directory).isAlive()).isTrue();
            owner.terminate();
        }
        Databases.open(directory).close();
    }

    @Test
    void a_second_opening_in_one_process_is_refused_and_harms_nothing() throws Exception {
        try (EmbeddedDatabase first = Databases.open(directory)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> Databases.open(directory))
                        .isInstanceOf(EmbeddedDatabaseException.class)
                        .hasMessageContaining(
                                "this process, " + ProcessHandle.current().pid());
            }
            assertThat(query(first, "select 1")).isEqualTo("1");
        }
    }
}
