package dev.watchparty.adapter.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a browser fetches before anybody sees anything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstLoadTest {

    private static final int BYTES_MAX = 200 * 1024;

    /** Of the languages, a browser fetches one; this has the longest words. */
    private static final String LANGUAGE = "/words/de.js";

    private static final Pattern LINKED = Pattern.compile(
            "<link rel=\"(?:stylesheet|modulepreload)\" href=\"([^\"]+)\"|<script [^>]*src=\"([^\"]+)\"");

    /** Anything quoted that ends like a module, wherever it stands: finds too much, never too little. */
    private static final Pattern MODULE_NAMED = Pattern.compile("[\"'](\\.{0,2}/[^\"'\\s]+\\.js)[\"']");

    private static final Pattern IMPORTED_LATE =
            Pattern.compile("import\\([^)]*\\)|new URL\\([^)]*\\)|/\\*.*?\\*/", Pattern.DOTALL);

    private final WebWorld world = WebWorld.open();

    @AfterAll
    void close() {
        world.close();
    }

    @Test
    void is_small() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        Answer page = zipped("/");
        sizes.put("/", page.wireBytes());
        sizes.put(LANGUAGE, zipped(LANGUAGE).wireBytes());
        linked(text(page)).forEach(path -> sizes.put(path, zipped(path).wireBytes()));

        int bytes = sizes.values().stream().mapToInt(Integer::intValue).sum();

        assertThat(sizes).containsKeys("/page.css", "/page.js", "/client/connection/connection.js");
        assertThat(sizes.keySet()).noneMatch(path -> path.contains("/vendor/"));
        assertThat(sizes).doesNotContainKeys("/statistics-view.js", "/charts.js");
        assertThat(bytes).as(sizes.toString()).isLessThan(BYTES_MAX);
    }

    @Test
    void waits_for_no_module_that_the_page_does_not_name() {
        List<String> linked = linked(text(zipped("/")));

        assertThat(linked)
                .filteredOn(path -> path.endsWith(".js"))
                .allSatisfy(path -> assertThat(linked).as("imports of " + path).containsAll(imported(path)));
    }

    private List<String> imported(String path) {
        String text = IMPORTED_LATE.matcher(text(zipped(path))).replaceAll("");
        return MODULE_NAMED
                .matcher(text)
                .results()
                .map(match -> URI.create(path).resolve(match.group(1)).getPath())
                .toList();
    }

    private Answer zipped(String path) {
        Answer answer = world.get(path).header("Accept-Encoding", "gzip").send();
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer;
    }

    private static String text(Answer answer) {
        if (!answer.header("Content-Encoding").equals("gzip")) return answer.text();
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(answer.bytes()))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static List<String> linked(String page) {
        return LINKED.matcher(page).results().map(FirstLoadTest::address).toList();
    }

    private static String address(MatchResult match) {
        return match.group(1) == null ? match.group(2) : match.group(1);
    }
}
