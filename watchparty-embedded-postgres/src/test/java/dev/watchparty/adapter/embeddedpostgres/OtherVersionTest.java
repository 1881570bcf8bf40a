package dev.watchparty.adapter.embeddedpostgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherVersionTest {

    @TempDir
    private Path directory;

    @Test
    void data_of_another_major_version_are_refused_with_advice_and_left_as_they_are() throws Exception {
        Path version = Files.createDirectories(directory.resolve("data")).resolve("PG_VERSION");
        Files.writeString(version, "14\n", UTF_8);
        Path programs = Files.createDirectory(directory.resolve("postgresql-of-14"));

        assertThatThrownBy(() -> Databases.open(directory))
                .isInstanceOf(EmbeddedDatabaseException.class)
                .hasMessageContaining(directory.toRealPath().toString())
                .hasMessageContaining("PostgreSQL 14")
                .hasMessageContaining("pg_dump");

        assertThat(version).hasContent("14");
        assertThat(programs).exists();
    }
}
