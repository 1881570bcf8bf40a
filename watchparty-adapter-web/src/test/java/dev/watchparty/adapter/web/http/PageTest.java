package dev.watchparty.adapter.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {

    private static final String FILM = "/film/time-code.mp4";

    private final WebWorld world = WebWorld.open();

    @AfterAll
    void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/watch-parties/K7QX2M", "/watch-parties/K7QX2M/", "/?x=1"})
    void is_there(String path) {
        Answer answer = world.get(path).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.text()).startsWith("<!doctype html>");
    }

    @ParameterizedTest
    @CsvSource({
        "/page.js, text/javascript;charset=utf-8",
        "/client/sync/clock.js, text/javascript;charset=utf-8",
        "/page.css, text/css;charset=utf-8",
        "/client/vendor/hls.js, text/javascript;charset=utf-8",
        "/client/vendor/NOTICE.txt, text/plain;charset=utf-8",
        "/film/time-code.mp4, video/mp4"
    })
    void comes_with_its_files(String path, String type) {
        Answer answer = world.get(path).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type").replace(" ", "")).isEqualToIgnoringCase(type);
        assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(answer.bytes().length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sync",
                "/sync/",
                "/film",
                "/.js",
                "/page",
                "/web/page.js",
                "/logback-test.xml",
                "/client/../page.js",
                "/client/..js",
                "/client/vendor/hls..js"
            })
    void shows_nothing_else(String path) {
        world.get(path).send().problem(404, "NOT_FOUND");
    }

    @Test
    void is_sent_once_to_those_who_keep_it() {
        String etag = world.get("/page.js").send().header("ETag");

        Answer again = world.get("/page.js")
                .header("If-None-Match", "\"x\", W/" + etag)
                .send();

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.bytes()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(etag);
        assertThat(world.get("/page.js").header("If-None-Match", "\"x\"").send().status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page.js", "/page.css", "/client/vendor/hls.js", "/client/time.js"})
    void comes_zipped_to_those_who_take_it(String path) throws IOException {
        Answer plain = world.get(path).send();

        Answer zipped = world.get(path).header("Accept-Encoding", "gzip, br").send();

        assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(zipped.header("Content-Type")).isEqualTo(plain.header("Content-Type"));
        assertThat(zipped.header("Content-Length")).isEqualTo(Integer.toString(zipped.bytes().length));
        assertThat(zipped.header("Accept-Ranges")).isEmpty();
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.bytes())).readAllBytes())
                .isEqualTo(plain.bytes());
        assertThat(zipped.header("ETag")).isNotEqualTo(plain.header("ETag"));
        assertThat(List.of(zipped, plain))
                .allSatisfy(answer -> assertThat(answer.headerLines("Vary")).contains("Accept-Encoding"));
        assertThat(plain.header("Content-Encoding")).isEmpty();
    }

    @Test
    void is_zipped_for_nobody_who_refuses() {
        Answer answer =
                world.get("/page.js").header("Accept-Encoding", "gzip;q=0, *").send();

        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.text()).contains("import ");
    }

    @Test
    void is_known_by_the_tag_of_either_form() {
        String plain = world.get("/page.js").send().header("ETag");
        String zipped =
                world.get("/page.js").header("Accept-Encoding", "gzip").send().header("ETag");

        for (String tag : List.of(plain, zipped)) {
            Answer again = world.get("/page.js")
                    .header("Accept-Encoding", "gzip")
                    .header("If-None-Match", tag)
                    .send();
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.header("ETag")).isEqualTo(zipped);
            assertThat(again.headerLines("Vary")).contains("Accept-Encoding");
            assertThat(again.header("Content-Encoding")).isEmpty();
        }
    }

    @Test
    void comes_in_parts_of_its_own_bytes_and_never_of_zipped_ones() {
        byte[] whole = world.get("/page.js").send().bytes();

        Answer part = world.get("/page.js")
                .header("Accept-Encoding", "gzip")
                .header("Range", "bytes=10-19")
                .send();

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("Content-Encoding")).isEmpty();
        assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(whole, 10, 20));
    }

    @Test
    void leaves_films_as_they_are() {
        Answer film = world.get(FILM).header("Accept-Encoding", "gzip").send();

        assertThat(film.header("Content-Encoding")).isEmpty();
        assertThat(film.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(film.header("Vary")).isEmpty();
    }

    /** What stands under a plain name leads to the version at hand, and only that is kept for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"hls", "shaka", "qrcode"})
    void lets_browsers_keep_libraries_by_their_version(String library) {
        Answer entry = world.get("/client/vendor/" + library + ".js").send();
        Matcher versioned = Pattern.compile("\"\\.(/" + library + "-[0-9.]+/" + library + "\\.js)\"")
                .matcher(entry.text());

        assertThat(versioned.find()).as(entry.text()).isTrue();
        assertThat(entry.header("Cache-Control")).isEqualTo("no-cache");
        Answer file = world.get("/client/vendor" + versioned.group(1)).send();
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    }

    @Test
    void says_to_scripts_and_styles_no_more_than_they_need() {
        for (String path : List.of("/page.js", "/page.css")) {
            Answer answer = world.get(path).send();

            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.headerLines("Content-Security-Policy")).isEmpty();
        }
    }

    @Test
    void forbids_browsers_what_it_does_not_need() {
        Answer answer = world.get("/").send();

        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'self'")
                .contains("media-src 'self' http: https: blob: data:;")
                .contains("connect-src 'self' ws: wss: http: https:")
                .contains("script-src 'self' https://www.youtube.com/iframe_api https://www.youtube.com/s/player/;")
                .contains("frame-src https://www.youtube-nocookie.com;")
                .contains("img-src 'self' data:;")
                .doesNotContain("style-src")
                .contains("frame-ancestors 'none'")
                .contains("base-uri 'none'")
                .contains("object-src 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Permissions-Policy")).contains("camera=()");
        assertThat(answer.header("X-Request-Id")).isNotEmpty();
        assertThat(answer.headerLines("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-,         0,    -1",
        "bytes=0-99,       0,    99",
        "bytes=100-199,    100,  199",
        "bytes=100-,       100,  -1",
        "bytes=-100,       -100, -1",
        "bytes=5-99999999, 5,    -1",
        "bytes=-99999999,  0,    -1",
    })
    void plays_a_film_from_anywhere(String range, int first, int last) {
        byte[] film = world.get(FILM).send().bytes();
        int from = first < 0 ? film.length + first : first;
        int to = last < 0 ? film.length + last : last;

        Answer part = world.get(FILM).header("Range", range).send();

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("Content-Range")).isEqualTo("bytes " + from + "-" + to + "/" + film.length);
        assertThat(part.header("Cache-Control")).isEqualTo("public, max-age=86400");
        assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(film, from, to + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=99999999-", "bytes=-0", "bytes=9-5"})
    void has_no_film_beyond_the_end(String range) {
        Answer answer = world.get(FILM).header("Range", range).send().problem(416, "INVALID_REQUEST");

        assertThat(answer.header("Content-Range")).startsWith("bytes */");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,5-6", "bytes=x", "lines=0-1", "bytes=-"})
    void sends_the_whole_film_to_those_who_ask_for_no_part_of_it(String range) {
        assertThat(world.get(FILM).header("Range", range).send().status()).isEqualTo(200);
    }

    @Test
    void sends_the_whole_film_to_those_who_have_a_part_of_another() {
        String etag = world.get(FILM).send().header("ETag");

        assertThat(world.get(FILM)
                        .header("Range", "bytes=0-9")
                        .header("If-Range", "\"x\"")
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(world.get(FILM)
                        .header("Range", "bytes=0-9")
                        .header("If-Range", etag)
                        .send()
                        .status())
                .isEqualTo(206);
    }

    @Test
    void answers_head_with_the_length() {
        Answer answer = world.call("HEAD", FILM).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length"))
                .isEqualTo(Integer.toString(world.get(FILM).send().bytes().length));
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
    }
}
