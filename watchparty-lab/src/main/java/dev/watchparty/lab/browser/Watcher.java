package dev.watchparty.lab.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.watchparty.lab.measure.Recording;
import dev.watchparty.lab.network.BadNetwork;
import dev.watchparty.lab.network.Link;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One person: a browser process of their own, behind a bad network of their own, in which a page records where its film
 * is. Confined to the thread that drives the laboratory, as all of Playwright is.
 */
public final class Watcher implements AutoCloseable {

    /** The film's host, by a name that each browser resolves to its own network. */
    public static final String FILM_HOST = "film.test";

    private static final double PATIENCE_MS = 60_000;

    private final String name;
    private final Playwright playwright;
    private final BadNetwork site;
    private final BadNetwork films;
    private Chromium browser;
    private RecordedPage view;
    private @Nullable Page other;
    private Recording before = Recording.NOTHING;

    private Watcher(Playwright playwright, String name, BadNetwork site, BadNetwork films) throws IOException {
        this.playwright = playwright;
        this.name = name;
        this.site = site;
        this.films = films;
        this.browser = launch(playwright, films);
        this.view = recorded(browser);
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
        return view.page();
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
        before = recording();
        browser.close();
        browser = launch(playwright, films);
        view = recorded(browser);
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
        page().bringToFront();
    }

    /** Now, on the clock that all pages share. */
    public double nowMs() {
        return view.nowMs();
    }

    /** What this watcher looks at. */
    public RecordedPage view() {
        return view;
    }

    /** All that was recorded up to now, with the browsers before this one. */
    public Recording recording() {
        return before.then(view.recording());
    }

    @Override
    public void close() {
        browser.close();
        site.close();
        films.close();
    }

    private static Chromium launch(Playwright playwright, BadNetwork films) throws IOException {
        return Chromium.launch(playwright, List.of(filmsAt(films.port())));
    }

    /** The browser's argument by which it finds the film's host on a port of this machine. */
    public static String filmsAt(int port) {
        return "--host-resolver-rules=MAP " + FILM_HOST + ":80 127.0.0.1:" + port;
    }

    private static RecordedPage recorded(Chromium fresh) {
        fresh.tab().setDefaultTimeout(PATIENCE_MS);
        return RecordedPage.of(fresh.tab());
    }
}
