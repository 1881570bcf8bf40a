package dev.watchparty.adapter.embeddedpostgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnpackingTest {

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({"Linux, amd64", "Linux, aarch64", "Mac OS X, x86_64", "Mac OS X, aarch64"})
    void has_something_to_unpack_on_each_system_we_name(String system, String machine) {
        assertThat(Binaries.class.getResource(Binaries.archiveName(system, machine)))
                .isNotNull();
    }

    @Test
    void happens_once_when_several_ask_at_the_same_time() throws Exception {
        ServerAccount account = ServerAccount.of(directory);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Binaries>> unpacked = new ArrayList<>();
            for (int thread = 0; thread < 3; thread++) {
                unpacked.add(threads.submit(() -> Binaries.in(directory, account)));
            }
            for (Future<Binaries> binaries : unpacked) {
                assertThat(binaries.get()).isEqualTo(unpacked.get(0).get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(Trees.children(directory))
                .extracting(path -> path.getFileName().toString().replaceFirst("[0-9a-f]{16}", "..."))
                .containsExactlyInAnyOrder("postgresql-...", "unpacking-lock");
    }

    @Test
    void starts_anew_where_a_killed_process_left_off() throws Exception {
        ServerAccount account = ServerAccount.of(directory);
        Path home = Binaries.in(directory, account).home();
        Path unfinished = directory.resolve("unpacking-" + home.getFileName());
        Files.move(home, unfinished);
        Files.delete(unfinished.resolve("bin/initdb"));

        Binaries binaries = Binaries.in(directory, account);

        assertThat(binaries.program("initdb")).isExecutable();
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void programs_of_other_releases_go_once_the_server_runs() throws Exception {
        Path old = Files.createDirectories(directory.resolve("postgresql-0123456789abcdef/bin"));

        EmbeddedDatabase.open(directory).close();

        assertThat(old.getParent()).doesNotExist();
    }
}
