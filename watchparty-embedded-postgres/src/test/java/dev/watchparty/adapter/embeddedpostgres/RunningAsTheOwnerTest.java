package dev.watchparty.adapter.embeddedpostgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningAsTheOwnerTest {

    private static final List<String> NO_NAMESPACES = List.of("false");

    @TempDir
    private Path parent;

    private Path directory;

    @BeforeEach
    void make_a_directory() throws Exception {
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
        directory = Files.createDirectory(parent.resolve("database"));
    }

    @Test
    void the_server_belongs_to_the_owner_of_its_directory() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(directory)) {
            assertThat(Databases.query(database, "select 1")).isEqualTo("1");
            assertThat(Databases.postmaster(directory).info().user())
                    .hasValue(Files.getOwner(directory).getName());
        }
    }

    /** For root the directory changes hands on the way; an ordinary user's stays the user's. */
    @Test
    void without_user_namespaces_too() throws Exception {
        ServerAccount account = ServerAccount.of(directory, NO_NAMESPACES);
        assertThat(account.uid()).isPositive();
        assertThat(Files.getAttribute(directory, "unix:uid")).isEqualTo(account.uid());

        for (int start = 0; start < 2; start++) {
            try (EmbeddedDatabase database = EmbeddedDatabase.open(directory)) {
                assertThat(Databases.query(database, "select 1")).isEqualTo("1");
                assertThat(Databases.postmaster(directory).info().user())
                        .hasValue(Files.getOwner(directory).getName());
            }
        }

        assertThat(directory.resolve("password")).satisfies(this::belongsToTheOwner);
        assertThat(directory.resolve("lock")).satisfies(this::belongsToTheOwner);
    }

    private void belongsToTheOwner(Path path) throws IOException {
        assertThat(Files.getOwner(path)).isEqualTo(Files.getOwner(directory));
    }
}
