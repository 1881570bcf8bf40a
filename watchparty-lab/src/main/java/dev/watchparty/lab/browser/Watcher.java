package dev.watchparty.lab.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.watchparty.lab.measure.Recording;
import dev.watchparty.lab.measure.Recording.Frame;
import dev.watchparty.lab.measure.Recording.Happening;
import dev.watchparty.lab.measure.Recording.Reading;
import dev.watchparty.lab.network.BadNetwork;
import dev.watchparty.lab.network.Link;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One person: a browser process of their own, behind a bad network of their own, in which a page records where its film
 * is. Confined to the thread that drives the laboratory, as all of Playwright is.
 */
public final class Watcher implements AutoCloseable {

    /** The film's host, by a name that each browser resolves to its own network. */
    public static final String FILM_HOST = "film.test";

    private static final double PATIENCE_MS = 60_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Playwright playwright;
    private final BadNetwork site;
    private final BadNetwork films;
    private final List<String> complaints = new ArrayList<>();
    private Chromium browser;
    private Page page;
    private @Nullable Page other;
    private Recording recording = Recording.NOTHING;

    private Watcher(Playwright playwright, String name, BadNetwork site, BadNetwork films) throws IOException {
        this.playwright = playwright;
        this.name = name;
        this.site = site;
        this.films = films;
        this.browser = launch(playwright, films);
        this.page = recorded(browser);
    }

    /** Where a watcher finds the party's server and the film's. */
    public record Servers(InetSocketAddress site, InetSocketAddress films) {}

    public static Watcher launch(Playwright playwright, String name, Servers servers, Link link, long seed)
            throws IOException {
        BadNetwork site = BadNetwork.before(servers.site(), link, seed);
        BadNetwork films = BadNetwork.before(servers.films(), link, ~seed);
        return new Watcher(playwright, name, site, films);
    }

    public String name() {
        return name;
    }

    public Page page() {
        return page;
    }

    /** The site's address, through this watcher's network. */
    public String url(String path) {
        return "http://127.0.0.1:" + site.port() + path;
    }

    public Duration roundTrip() {
        return site.link().roundTrip();
    }

    /** Nothing passes between this watcher and all servers for so long. */
    public void darken(Duration duration) {
        site.darken(duration);
        films.darken(duration);
    }

    /** Comes back as somebody who was never here: with another browser, which has nothing in store. */
    public void beginAnew() throws IOException {
        take();
        browser.close();
        browser = launch(playwright, films);
        page = recorded(browser);
    }

    /** Puts another tab before the page, so that it is hidden. */
    public void hide() {
        other = browser.window().newPage();
        other.bringToFront();
    }

    public void show() {
        if (other != null) {
            other.close();
            other = null;
        }
        page.bringToFront();
    }

    /** Now, on the clock that all pages share. */
    public double nowMs() {
        return number("() => watchpartyLab.commonMs()");
    }

    /** How far the page's wall clock is ahead of the common one. */
    public double wallClockAheadMs() {
        return number("() => watchpartyLab.wallClockAheadMs()");
    }

    /** Frames of the film that the page was to show, and those of them that it left out. */
    public long[] pictures() {
        List<?> counts = (List<?>) page.evaluate("() => watchpartyLab.pictures()");
        return counts.stream().mapToLong(count -> ((Number) count).longValue()).toArray();
    }

    /** All that was recorded up to now. */
    public Recording recording() {
        take();
        return recording;
    }

    /** Errors that the page wrote to its console. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        browser.close();
        site.close();
        films.close();
    }

    private double number(String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }

    private static Chromium launch(Playwright playwright, BadNetwork films) throws IOException {
        return Chromium.launch(
                playwright, List.of("--host-resolver-rules=MAP " + FILM_HOST + ":80 127.0.0.1:" + films.port()));
    }

    private Page recorded(Chromium fresh) {
        Page tab = fresh.tab();
        tab.setDefaultTimeout(PATIENCE_MS);
        tab.addInitScript(resource("recorder.js"));
        tab.onConsoleMessage(message -> {
            if (message.type().equals("error")) complaints.add(message.text());
        });
        tab.onPageError(complaints::add);
        return tab;
    }

    private void take() {
        recording = recording.then(read((String) page.evaluate("() => watchpartyLab.take()")));
    }

    private static Recording read(String json) {
        try {
            JsonNode taken = JSON.readTree(json);
            return new Recording(
                    rows(taken.path("frames"))
                            .map(row -> new Frame(
                                    row.get(0).asDouble(),
                                    row.get(1).asDouble(),
                                    row.get(2).asDouble()))
                            .toList(),
                    rows(taken.path("readings"))
                            .map(row -> new Reading(
                                    row.get(0).asDouble(),
                                    row.get(1).asDouble(),
                                    row.get(2).asDouble(),
                                    row.get(3).asInt() == 1))
                            .toList(),
                    rows(taken.path("events"))
                            .map(row -> new Happening(
                                    row.get(0).asDouble(),
                                    row.get(1).asText(),
                                    row.get(2).asDouble(),
                                    row.get(3).asDouble()))
                            .toList());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Stream<JsonNode> rows(JsonNode table) {
        return StreamSupport.stream(table.spliterator(), /* parallel= */ false);
    }

    private static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(Watcher.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
