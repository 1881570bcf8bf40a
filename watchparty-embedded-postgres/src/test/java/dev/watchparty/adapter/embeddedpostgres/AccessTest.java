package dev.watchparty.adapter.embeddedpostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

    @TempDir
    private Path parent;

    @ParameterizedTest(name = "{0} with \"{1}\"")
    @CsvSource({"watchparty, wrong", "watchparty, ''", "postgres, ''", "postgres, RIGHT"})
    void who_has_not_both_name_and_password_is_refused(String user, String password) {
        try (EmbeddedDatabase database = Databases.open(parent.resolve("database"))) {
            String attempt = password.equals("RIGHT") ? database.password() : password;

            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), user, attempt)
                            .close())
                    .isInstanceOf(SQLException.class)
                    .extracting(refused -> ((SQLException) refused).getSQLState())
                    .asString()
                    // Invalid authorisation, its password case, or the driver's own "no password was given".
                    .isIn("28000", "28P01", "08004");
        }
    }

    @Test
    void directory_and_password_are_for_the_owner_alone() throws Exception {
        Path directory = parent.resolve("a/b/database");

        Databases.open(directory).close();

        assertThat(permissions(directory)).isEqualTo("rwx------");
        assertThat(permissions(directory.resolve("data"))).isEqualTo("rwx------");
        assertThat(permissions(directory.resolve("password"))).isEqualTo("rw-------");
        assertThat(permissions(directory.resolve("data/pg_hba.conf"))).isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a$(b)", "a`b`", "a\\b", "a\nb"})
    void a_path_that_a_shell_would_take_apart_is_refused(String name) {
        Path directory = parent.resolve(name);

        assertThatThrownBy(() -> EmbeddedDatabase.open(directory))
                .isInstanceOf(EmbeddedDatabaseException.class)
                .hasMessageContaining(directory.toString());

        assertThat(directory).doesNotExist();
    }

    @Test
    void any_other_path_will_do() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(parent.resolve("Anna's films; & 'more'"))) {
            assertThat(Databases.query(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void each_directory_has_a_password_of_its_own() {
        try (EmbeddedDatabase one = Databases.open(parent.resolve("one"));
                EmbeddedDatabase two = Databases.open(parent.resolve("two"))) {
            assertThat(one.password()).hasSize(48).isNotEqualTo(two.password());
        }
    }

    @Test
    void a_lost_password_file_is_replaced_and_the_data_kept() throws Exception {
        Path directory = parent.resolve("database");
        String lost;
        try (EmbeddedDatabase database = Databases.open(directory)) {
            Databases.execute(database, "create table party as select 7 as id");
            lost = database.password();
        }
        Files.delete(directory.resolve("password"));

        try (EmbeddedDatabase database = Databases.open(directory)) {
            assertThat(database.password()).isNotEqualTo(lost);
            assertThat(Databases.query(database, "select id from party")).isEqualTo("7");
        }
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
