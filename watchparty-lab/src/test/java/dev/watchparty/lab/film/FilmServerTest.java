package dev.watchparty.lab.film;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmServerTest {

    private final byte[] film = new byte[100_000];
    private FilmServer server;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        new Random(3).nextBytes(film);
        server = FilmServer.serve(Files.write(directory.resolve("film.mp4"), film));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answers_with_all_of_it() throws Exception {
        HttpResponse<byte[]> response = get("items=all");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("video/mp4");
        assertThat(response.body()).isEqualTo(film);
    }

    @Test
    void answers_with_the_part_that_is_asked_for() throws Exception {
        HttpResponse<byte[]> response = get("bytes=10-19");

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.headers().firstValue("Content-Range")).hasValue("bytes 10-19/100000");
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(film, 10, 20));
    }

    @Test
    void answers_with_the_rest_where_no_end_is_asked_for_or_one_beyond() throws Exception {
        assertThat(get("bytes=99990-").body()).isEqualTo(Arrays.copyOfRange(film, 99_990, 100_000));
        assertThat(get("bytes=99990-200000").body()).isEqualTo(Arrays.copyOfRange(film, 99_990, 100_000));
    }

    @Test
    void has_nothing_beyond_its_end() throws Exception {
        HttpResponse<byte[]> response = get("bytes=100000-");

        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(response.headers().firstValue("Content-Range")).hasValue("bytes */100000");
    }

    private HttpResponse<byte[]> get(String range) throws Exception {
        URI film = URI.create("http://127.0.0.1:" + server.address().getPort() + FilmServer.PATH);
        HttpRequest request =
                HttpRequest.newBuilder(film).header("Range", range).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
