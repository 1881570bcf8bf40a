package dev.watchparty.lab;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.watchparty.lab.browser.Chromium;
import dev.watchparty.lab.browser.RecordedPage;
import dev.watchparty.lab.browser.Watcher;
import dev.watchparty.lab.film.FilmServer;
import dev.watchparty.lab.machine.StartedServer;
import dev.watchparty.lab.measure.Track;
import dev.watchparty.lab.measure.Window;
import dev.watchparty.lab.network.Link;
import dev.watchparty.lab.network.Link.Spread;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A party from beginning to end in three real browsers: its host at a desk, a viewer with a phone, and one who comes
 * late over a bad network. Positions are taken from the frames that the browsers show.
 */
class WholePartyInBrowsersTest {

    private static final double PATIENCE_MS = 45_000;
    private static final Link BAD = new Link(Duration.ofMillis(300), Duration.ofMillis(50), Spread.UNIFORM, 0.01);
    private static final long SEED = 4;
    private static final double OFFSET_MS = 300;

    /** Half a frame of the film and half of the screen's, for each of two. */
    private static final double OFFSET_TOLERANCE_MS = 100;

    /**
     * Longer than all looks that are taken between two seeks, so that it never ends: a slow machine takes a minute for
     * them. Made by ffmpeg of its "gradients" and "anullsrc", as small as x264 and AAC make them.
     */
    private static final String FILM = "five-minutes.mp4";

    private static FilmServer films;
    private static StartedServer server;
    private static Playwright playwright;
    private static Browser browser;

    private final List<AutoCloseable> visitors = new ArrayList<>();
    private Person ann;
    private Person bo;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException, URISyntaxException {
        films = FilmServer.serve(Path.of(Objects.requireNonNull(WholePartyInBrowsersTest.class.getResource(FILM))
                .toURI()));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        server = StartedServer.start(
                List.of(java.toString(), "-cp", System.getProperty("java.class.path"), "dev.watchparty.app.Main"),
                Map.of(
                        "WATCHPARTY_HOST", "127.0.0.1",
                        "WATCHPARTY_PORT", "0",
                        "WATCHPARTY_DATA_DIR", directory.toString(),
                        "WATCHPARTY_HOST_GRACE_SECONDS", "10"));
        playwright = Chromium.driver();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Chromium.path())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                Watcher.filmsAt(films.address().getPort()),
                                // As people's browsers have it; without a head it would be allowed.
                                "--autoplay-policy=document-user-activation-required")));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    }

    @AfterAll
    static void stop() {
        browser.close();
        playwright.close();
        server.close();
        films.close();
    }

    @BeforeEach
    void meet() {
        ann = person("Ann", new Browser.NewContextOptions().setViewportSize(1280, 720));
        bo = person(
                "Bo",
                new Browser.NewContextOptions()
                        .setViewportSize(390, 844)
                        .setIsMobile(true)
                        .setHasTouch(true));
    }

    @AfterEach
    void part() throws Exception {
        for (AutoCloseable visitor : visitors) {
            visitor.close();
        }
    }

    @Test
    void people_come_by_a_link_play_talk_and_part() {
        ann.page().navigate(address("/"));
        Gallery.look(ann, "01-sign-in");
        ann.signIn();
        assertThat(ann.find("#create-form")).isVisible();
        Gallery.look(ann, "02-home");
        bo.follow(create(ann));
        assertThat(ann.find("#participants")).containsText("Bo");
        Gallery.look(bo, "03-party-on-a-phone");

        countDown();
        ann.find("#play").click();
        InStep.comeAndStay(ann, bo);
        ann.seek(100_000);
        InStep.comeAndStay(ann, bo);
        talk();
        Gallery.look(ann, "04-party");
        queue();
        rule();
        listenLate();

        ann.find("#play").click();
        assertThat(bo.find("body[data-playing=false]")).isAttached();
        end(ann);
        assertThat(bo.find("#farewell")).isVisible();
        Gallery.look(bo, "09-farewell");
        assertThat(ann.view().complaints()).isEmpty();
        assertThat(bo.view().complaints()).isEmpty();
    }

    @Test
    void one_who_comes_late_over_a_bad_network_falls_in_and_disturbs_nobody() throws IOException {
        String invitation = create(signedIn(ann));
        bo.follow(invitation);
        ann.find("#play").click();
        InStep.comeAndStay(ann, bo);
        double beganMs = ann.view().nowMs();

        Watcher watcher = watcher("Cy");
        Person cy = new Person("Cy", watcher.view());
        cy.follow(watcher.url(URI.create(invitation).getPath()));
        InStep.comeAndStay(ann, bo, cy);

        assertUndisturbed(beganMs, ann, bo);

        watcher.darken(Duration.ofSeconds(10));
        ann.seek(100_000);
        InStep.comeAndStay(ann, bo);
        InStep.comeAndStay(ann, bo, cy);

        watcher.hide();
        ann.seek(5_000);
        InStep.comeAndStay(ann, bo);
        watcher.show();
        InStep.comeAndStay(ann, bo, cy);

        ann.open("people");
        ann.choose(ann.row("#participants", "Cy").locator("[aria-haspopup=menu]"), "Remove…");
        ann.find("#confirm-yes").click();
        assertThat(cy.find("#farewell")).isVisible();
        assertThat(ann.row("#participants", "Cy")).hasCount(0);
    }

    @Test
    void a_browser_that_allows_no_sound_asks_for_one_press() {
        bo.follow(create(signedIn(ann)));
        ann.find("#play").click();
        InStep.comeAndStay(ann, bo);

        // Another page of the same person, which nobody has touched yet, and which may not sound therefore. Playwright
        // touches a page whenever it asks it something: until the film plays, it only listens.
        Person again = new Person("Bo", RecordedPage.of(bo.page().context().newPage()));
        bo.page().close();
        again.page().addInitScript("document.addEventListener('playing', () => console.debug('plays'), true)");
        again.page()
                .waitForConsoleMessage(
                        new Page.WaitForConsoleMessageOptions()
                                .setPredicate(message -> message.text().equals("plays"))
                                .setTimeout(PATIENCE_MS),
                        () -> again.page().navigate(ann.page().url()));
        assertThat(again.find("#press")).isVisible();
        Gallery.look(again, "10-press-for-sound");
        again.find("#press").tap();
        assertThat(again.find("#press")).isHidden();
        InStep.comeAndStay(ann, again);
        assertThat(again.find("video").evaluate("video => video.muted")).isEqualTo(false);
    }

    @Test
    void somebody_stands_in_for_a_host_who_is_gone_until_they_are_back() {
        bo.follow(create(signedIn(ann)));
        String invitation = ann.page().url();
        assertThat(bo.find("#play")).hasAttribute("aria-disabled", "true");

        ann.page().navigate("about:blank");
        assertThat(bo.find("#play")).hasAttribute("aria-disabled", "false");

        ann.page().navigate(invitation);
        ann.isThere();
        assertThat(bo.find("#play")).hasAttribute("aria-disabled", "true");
        assertThat(ann.find("#play")).hasAttribute("aria-disabled", "false");
    }

    /** A start is set, counted down before everybody, and called off. */
    private void countDown() {
        ann.choose(ann.find("#more"), "Start at a set time…");
        Gallery.look(ann, "05-schedule");
        ann.find("#schedule-dialog [data-minutes='1']").click();
        assertThat(bo.find("#countdown-words")).isVisible();
        Gallery.look(bo, "06-countdown-on-a-phone");
        ann.find("#countdown-cancel").click();
        assertThat(bo.find("#countdown")).isHidden();
    }

    private void talk() {
        bo.open("chat");
        bo.find("#chat-text").pressSequentially("Good evening");
        assertThat(ann.find("#typing")).containsText("Bo");
        bo.find("#chat-text").press("Enter");
        assertThat(ann.find("#chat-log")).containsText("Good evening");
        bo.find("#reactions button").first().tap();
        assertThat(ann.find("#floats")).containsText("Bo");
    }

    private void queue() {
        ann.open("queue");
        add("again", "The same again");
        add("once-more", "And once more");
        bo.open("queue");
        assertThat(bo.find("#playlist > li")).containsText(new String[] {"", "The same again", "And once more"});
        ann.row("#playlist", "And once more").locator(".grip").press("ArrowUp");
        assertThat(bo.find("#playlist > li")).containsText(new String[] {"", "And once more", "The same again"});
        bo.row("#playlist", "The same again").locator(".vote").tap();
        assertThat(ann.row("#playlist", "The same again").locator(".vote")).containsText("1");
        Gallery.look(ann, "07-queue");
    }

    private void add(String query, String title) {
        ann.find("#add-address").fill(address("/film/time-code.mp4?" + query));
        ann.find("#add-name").fill(title);
        ann.find("#add-end").click();
        assertThat(ann.find("#playlist")).containsText(title);
    }

    /** Who may do what, and what the party is called. */
    private void rule() {
        assertThat(bo.find("#play")).hasAttribute("aria-disabled", "true");
        ann.open("people");
        ann.choose(ann.row("#participants", "Bo").locator("[aria-haspopup=menu]"), "Make co-host");
        assertThat(bo.find("#play")).hasAttribute("aria-disabled", "false");
        ann.open("settings");
        ann.find("#set-title").fill("A long night");
        Gallery.look(ann, "08-settings");
        ann.find("#set-save").click();
        assertThat(bo.find("#party-title")).hasText("A long night");
    }

    /** One with slow speakers lets their own film run ahead, and nobody else's. */
    private void listenLate() {
        bo.find("#sync").tap();
        setOffset(OFFSET_MS);
        Locator seek = bo.find("#seek");
        assertThat(seek).isAttached(new LocatorAssertions.IsAttachedOptions().setAttached(true));
        ann.seek(2_000);
        double aheadMs = InStep.ahead(bo, ann);
        for (int looks = 0; looks < 20 && Math.abs(aheadMs - OFFSET_MS) > OFFSET_TOLERANCE_MS; looks++) {
            aheadMs = InStep.ahead(bo, ann);
        }
        assertThat(aheadMs).as("what Bo runs ahead").isCloseTo(OFFSET_MS, within(OFFSET_TOLERANCE_MS));
        setOffset(0);
        bo.find("#sync-close").tap();
        InStep.comeAndStay(ann, bo);
    }

    private void setOffset(double offsetMs) {
        bo.find("#offset").fill(Long.toString(Math.round(offsetMs)));
    }

    private static void end(Person host) {
        host.open("settings");
        host.find("#end").click();
        host.find("#confirm-yes").click();
    }

    /** None of them jumped, and nobody's film ran at a rate that can be heard. */
    private static void assertUndisturbed(double beganMs, Person... people) {
        for (Person person : people) {
            Track track = new Track(person.view().recording());
            Window since = new Window(beganMs, person.view().nowMs());
            assertThat(track.count("seeking", since))
                    .as("jumps of " + person.name())
                    .isZero();
            assertThat(track.rates(since).getMin()).isGreaterThanOrEqualTo(0.9);
            assertThat(track.rates(since).getMax()).isLessThanOrEqualTo(1.1);
        }
    }

    /** Makes a party with the film; answers its address. */
    private static String create(Person host) {
        host.find("#addresses").fill("http://" + Watcher.FILM_HOST + FilmServer.PATH);
        host.find("#create-form button[type=submit]").click();
        host.isThere();
        return host.page().url();
    }

    private static Person signedIn(Person person) {
        person.page().navigate(address("/"));
        person.signIn();
        assertThat(person.find("#create-form")).isVisible();
        return person;
    }

    private Person person(String name, Browser.NewContextOptions device) {
        Page page = browser.newContext(device).newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        visitors.add(page.context());
        return new Person(name, RecordedPage.of(page));
    }

    private Watcher watcher(String name) throws IOException {
        InetSocketAddress site = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), server.address().getPort());
        Watcher watcher = Watcher.launch(playwright, name, new Watcher.Servers(site, films.address()), BAD, SEED);
        visitors.add(watcher);
        return watcher;
    }

    private static String address(String path) {
        return server.address().resolve(path).toString();
    }
}
