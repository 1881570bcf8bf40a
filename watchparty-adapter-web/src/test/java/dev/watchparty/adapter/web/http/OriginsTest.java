package dev.watchparty.adapter.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OriginsTest {

    private final Origins origins = new Origins(List.of("https://friend.example/"));
    private final WebWorld world =
            WebWorld.open(terms -> terms.more = config -> config.routes.get("/open", origins::requireForSocket));

    @AfterAll
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        "absent,                     party.example,      200",
        "https://party.example,      party.example,      200",
        "HTTPS://Party.Example,      party.example,      200",
        "http://party.example:8080,  party.example:8080, 200",
        "https://friend.example,     party.example,      200",
        "https://party.example:8080, party.example,      403",
        "https://stranger.example,   party.example,      403",
        "http://friend.example,      party.example,      403",
        "null,                       party.example,      403",
        "'',                         party.example,      403",
        "%%,                         party.example,      403",
    })
    void of_sockets_are_ours_or_configured(String origin, String host, int status) throws Exception {
        String line = origin.equals("absent") ? "" : "Origin: " + origin + "\r\n";
        try (RawHttp raw = new RawHttp(world.port())) {
            String answer =
                    raw.ask("GET /open HTTP/1.1\r\nHost: " + host + "\r\n" + line + "Connection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 " + status);
        }
    }
}
