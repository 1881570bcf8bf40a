package dev.watchparty.adapter.web.http;

import static dev.watchparty.domain.party.Parties.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedBodiesTest {

    private static final String PARTIES = "/api/v1/watch-parties";
    private static final String PLAYLISTS = "/api/v1/playlists";
    private static final String GUEST = "/api/v1/auth/guest";

    private final WebWorld world = WebWorld.open();

    @BeforeAll
    void isAlive() {
        world.party(HOST, "");
    }

    @AfterAll
    void isStillAlive() {
        world.party(HOST, "");
        world.close();
    }

    /** Each with the beginning of the message, which names the field. */
    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of(PARTIES, "", "title is missing"),
                Arguments.of(PARTIES, "  ", "title is missing"),
                Arguments.of(PARTIES, "{}", "title is missing"),
                Arguments.of(PARTIES, "{\"title\":null}", "title is missing"),
                Arguments.of(PARTIES, "{\"title\":\"\"}", "title must have 1 to 200 characters"),
                Arguments.of(PARTIES, "{\"title\":\" \\t \"}", "title must have 1 to 200 characters"),
                Arguments.of(PARTIES, "{\"title\":\"" + "x".repeat(201) + "\"}", "title must have 1 to 200 characters"),
                Arguments.of(PARTIES, "{\"title\":\"a\\u0000b\"}", "title holds a control character"),
                Arguments.of(PARTIES, "{\"title\":\"\\ud83d\"}", "title holds half a surrogate pair"),
                Arguments.of(PARTIES, "{\"title\":\"\\ude00\\ud83d\"}", "title holds half a surrogate pair"),
                Arguments.of(PARTIES, "{\"title\":5}", "title must be a string"),
                Arguments.of(PARTIES, "{\"title\":true}", "title must be a string"),
                Arguments.of(PARTIES, "{\"title\":[\"x\"]}", "title must be a string"),
                Arguments.of(PARTIES, "{\"title\":{}}", "title must be a string"),
                Arguments.of(PARTIES, "null", "body must be an object"),
                Arguments.of(PARTIES, "[]", "body must be an object"),
                Arguments.of(PARTIES, "\"title\"", "body must be an object"),
                Arguments.of(PARTIES, "5", "body must be an object"),
                Arguments.of(PARTIES, "{\"title\":\"x\"", "title is not JSON"),
                Arguments.of(PARTIES, "{title:\"x\"}", "body is not JSON"),
                Arguments.of(PARTIES, "{\"title\":\"x\"}}", "body "),
                Arguments.of(PARTIES, "{\"title\":\"x\"} {}", "body must be one JSON value"),
                Arguments.of(PARTIES, "{\"title\":\"x\",\"max_participants\":NaN}", "max_participants is not JSON"),
                Arguments.of(PARTIES, party("\"max_participants\":\"50\""), "max_participants must be a whole number"),
                Arguments.of(PARTIES, party("\"max_participants\":50.5"), "max_participants must be a whole number"),
                Arguments.of(PARTIES, party("\"max_participants\":1e400"), "max_participants must be a whole number"),
                Arguments.of(PARTIES, party("\"max_participants\":99999999999"), "max_participants is out of range"),
                Arguments.of(PARTIES, party("\"max_participants\":" + "9".repeat(5000)), "body is too long"),
                Arguments.of(PARTIES, party("\"max_participants\":true"), "max_participants must be a whole number"),
                Arguments.of(PARTIES, party("\"max_participants\":1"), "max_participants must be between 2 and 1000"),
                Arguments.of(
                        PARTIES, party("\"max_participants\":1001"), "max_participants must be between 2 and 1000"),
                Arguments.of(PARTIES, party("\"max_participants\":-5"), "max_participants must be between 2 and 1000"),
                Arguments.of(PARTIES, party("\"visibility\":\"secret\""), "visibility must be one of public"),
                Arguments.of(PARTIES, party("\"visibility\":\"PUBLIC\""), "visibility must be one of public"),
                Arguments.of(PARTIES, party("\"visibility\":0"), "visibility must be a string"),
                Arguments.of(PARTIES, party("\"password\":\"\""), "password must have 4 to 100 characters"),
                Arguments.of(PARTIES, party("\"password\":\"abc\""), "password must have 4 to 100 characters"),
                Arguments.of(
                        PARTIES,
                        party("\"password\":\"" + "x".repeat(101) + "\""),
                        "password must have 4 to 100 characters"),
                Arguments.of(PARTIES, party("\"password\":\"abcd\\ud800\""), "password holds half a surrogate pair"),
                Arguments.of(PARTIES, party("\"password\":1234"), "password must be a string"),
                Arguments.of(PARTIES, party("\"playlist_id\":\"1-1-1-1-1\""), "playlist_id must be a UUID"),
                Arguments.of(
                        PARTIES, party("\"deep\":" + "[".repeat(100) + "]".repeat(100)), "body is too long or nested"),
                Arguments.of(
                        PARTIES + "/AAAAAA/join",
                        "{\"password\":\"" + "x".repeat(101) + "\"}",
                        "password must have 1 to 100"),
                Arguments.of(PARTIES + "/AAAAAA/join", "{\"password\":", "password is not JSON"),
                Arguments.of(PARTIES + "/AAAAAA/join", "[]", "body must be an object"),
                Arguments.of(GUEST, "", "display_name is missing"),
                Arguments.of(GUEST, "{\"display_name\":\"" + "x".repeat(51) + "\"}", "display_name must have 1 to 50"),
                Arguments.of(PLAYLISTS, "{}", "title is missing"),
                Arguments.of(PLAYLISTS, playlist("{}"), "items[0].title is missing"),
                Arguments.of(PLAYLISTS, playlist("null"), "items[0] is missing"),
                Arguments.of(PLAYLISTS, playlist("5"), "items[0] must be an object"),
                Arguments.of(PLAYLISTS, "{\"title\":\"x\",\"items\":{}}", "items must be a list"),
                Arguments.of(
                        PLAYLISTS, playlist(item("ftp://a.example/a", "mp4", "1")), "items[0].url must begin with"),
                Arguments.of(PLAYLISTS, playlist(item("javascript:alert(1)", "mp4", "1")), "items[0].url must begin"),
                Arguments.of(PLAYLISTS, playlist(item("not a url", "mp4", "1")), "items[0].url is malformed"),
                Arguments.of(
                        PLAYLISTS, playlist(item("https://a.example", "exe", "1")), "items[0].kind must be one of"),
                Arguments.of(
                        PLAYLISTS, playlist(item("https://a.example", "mp4", "0")), "items[0].duration_ms must be"),
                Arguments.of(
                        PLAYLISTS, playlist(item("https://a.example", "mp4", "-1")), "items[0].duration_ms must be"),
                Arguments.of(
                        PLAYLISTS,
                        playlist(item("https://a.example", "mp4", "9223372036854775807")),
                        "items[0].duration_ms must be"),
                Arguments.of(
                        PLAYLISTS,
                        playlist(item("https://a.example", "mp4", "9223372036854775808")),
                        "items[0].duration_ms is out of range"),
                Arguments.of(
                        PLAYLISTS, playlist(item("https://a.example", "mp4", "\"1\"")), "items[0].duration_ms must be"),
                Arguments.of(
                        PLAYLISTS, playlist(item("https://a.example", "mp4", "1.5")), "items[0].duration_ms must be"));
    }

    private static String party(String more) {
        return "{\"title\":\"x\"," + more + "}";
    }

    private static String playlist(String item) {
        return "{\"title\":\"x\",\"items\":[" + item + "]}";
    }

    private static String item(String url, String kind, String durationMs) {
        return "{\"title\":\"x\",\"url\":\"" + url + "\",\"kind\":\"" + kind + "\",\"duration_ms\":" + durationMs + "}";
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void are_refused_by_the_name_of_the_field(String path, String body, String message) {
        Answer answer = world.post(path).as(HOST).body(body).send();

        assertThat(answer.problem(400, "INVALID_REQUEST").message()).startsWith(message);
    }

    @Test
    void may_not_be_other_than_utf_8() {
        for (byte[] body : List.of(
                "{\"title\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1),
                "{\"title\":\"x\"}".getBytes(StandardCharsets.UTF_16),
                new byte[] {'{', '"', 't', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'})) {
            Answer answer = world.post(PARTIES)
                    .as(HOST)
                    .header("Content-Type", "application/json")
                    .body(body)
                    .send();

            assertThat(answer.problem(400, "INVALID_REQUEST").message()).isEqualTo("body is not UTF-8");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON; charset=UTF-8",
                "application/json;charset=\"utf-8\"",
                "application/merge-patch+json"
            })
    void may_say_in_many_ways_that_they_are_json(String type) {
        world.post(PARTIES)
                .as(HOST)
                .header("Content-Type", type)
                .body("{\"title\":\"x\"}".getBytes(StandardCharsets.UTF_8))
                .send()
                .ok(201);
    }

    @Test
    void may_say_nothing_of_their_type() {
        world.post(PARTIES)
                .as(HOST)
                .body("{\"title\":\"x\"}".getBytes(StandardCharsets.UTF_8))
                .send()
                .ok(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=iso-8859-1",
                "application/jsonp",
                "x"
            })
    void are_read_whatever_type_they_say_they_are_of(String type) {
        Answer answer = world.post(PARTIES)
                .as(HOST)
                .header("Content-Type", type)
                .body("{\"title\":\"x\"}".getBytes(StandardCharsets.UTF_8))
                .send();

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void may_be_so_long_and_no_longer() {
        String frame = "{\"title\":\"x\",\"more\":\"\"}";
        String filled = "{\"title\":\"x\",\"more\":\"" + "x".repeat(Bodies.BYTES_MAX - frame.length()) + "\"}";

        world.post(PARTIES).as(HOST).body(filled).send().ok(201);
        world.post(PARTIES).as(HOST).body(filled + " ").send().problem(413, "PAYLOAD_TOO_LARGE");
        world.post(PLAYLISTS).as(HOST).body(filled + " ").send().ok(201);
        world.post(PLAYLISTS)
                .as(HOST)
                .body(" ".repeat(Bodies.PLAYLIST_BYTES_MAX + 1))
                .send()
                .problem(413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void of_unknown_length_may_be_no_longer_either() throws Exception {
        try (RawHttp raw = new RawHttp(world.port())) {
            String chunk = "1000\r\n" + " ".repeat(0x1000) + "\r\n";
            String answer = raw.ask("POST /api/v1/watch-parties HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + world.token(HOST)
                    + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + chunk.repeat(17)
                    + "0\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 413").contains("PAYLOAD_TOO_LARGE");
        }
    }
}
