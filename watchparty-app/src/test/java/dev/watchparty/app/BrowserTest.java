package dev.watchparty.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People with real browsers: Debian's Chromium opens the page, and plays the test film that comes with it. */
class BrowserTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final double SKEW_MS_MAX = 250;
    private static final int SAMPLES = 60;

    private static WatchParty server;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        server = Servers.start();
        chromium = Chromium.open();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        server.close();
    }

    @Test
    void two_browsers_play_the_same_film_at_the_same_moment() {
        List<String> complaints = new ArrayList<>();
        Page host = page(complaints);
        Page guest = page(complaints);
        meet(host, guest);
        assertThat(guest.isDisabled("#play")).as("a viewer's play button").isTrue();

        host.click("#play");
        playsTogether(host, guest);
        host.fill("#seek", "15000");
        await().atMost(PATIENCE).until(() -> TestFilm.shownFrame(guest), frame -> frame >= 15 * 30);
        playsTogether(host, guest);

        host.click("#play");
        await().atMost(PATIENCE).until(() -> !isPlaying(host) && !isPlaying(guest));
        await().atMost(PATIENCE).until(() -> Math.abs(position(host) - position(guest)) < TestFilm.FRAME_MS);
        assertThat(position(host)).isGreaterThan(15_000);
        assertThat(complaints).isEmpty();
    }

    @Test
    void the_film_is_moved_without_a_pointer_too() {
        List<String> complaints = new ArrayList<>();
        Page host = page(complaints);
        Page guest = page(complaints);
        meet(host, guest);

        host.fill("#seek", "20000"); // An input and a change, as screen readers cause them.
        await().atMost(PATIENCE).until(() -> position(guest), position -> position == 20_000);
        host.press("#seek", "ArrowRight");
        await().atMost(PATIENCE).until(() -> position(guest), position -> position == 25_000);
        host.press("#seek", "End");
        await().atMost(PATIENCE).until(() -> position(guest), position -> position == 60_000);
        host.press("#seek", "Home");
        await().atMost(PATIENCE).until(() -> position(guest), position -> position == 0);

        assertThat(complaints).isEmpty();
    }

    @Test
    void two_browsers_show_what_is_said_queued_set_and_decided_in_either() {
        List<String> complaints = new ArrayList<>();
        Page host = page(complaints);
        Page guest = page(complaints);
        meet(host, guest);

        guest.fill("#chat-text", "Good evening");
        guest.press("#chat-text", "Enter");
        waitUntil(host, "#chat-log", "Good evening");
        guest.click("#reactions button:first-child");
        waitUntil(host, "#floats", "Bo");
        host.click("#chat-log .message button");
        waitUntilNot(guest, "#chat-log", "Good evening");
        waitUntilNot(host, "#chat-log", "Good evening");

        host.click("#tab-people");
        choose(host, "#participants", "Bo", "Make co-host");
        waitUntil(host, "#participants", "Co-host");
        waitUntil(guest, "#participants", "Co-host");
        assertThat(guest.isEnabled("#play")).as("a co-host's play button").isTrue();

        guest.click("#tab-queue");
        guest.fill("#add-address", "http://127.0.0.1:" + server.port() + "/film/time-code.mp4?again");
        guest.fill("#add-name", "The same again");
        guest.click("#add-end");
        waitUntil(guest, "#playlist", "The same again");
        waitUntil(host, "#playlist", "The same again");

        host.click("#tab-settings");
        host.fill("#set-title", "A long night");
        host.click("#set-save");
        waitUntil(host, "#party-title", "A long night");
        waitUntil(guest, "#party-title", "A long night");

        host.click("#tab-people");
        choose(host, "#participants", "Bo", "Remove…");
        host.click("#confirm-yes");
        guest.waitForSelector("#farewell:not([hidden])");
        waitUntilNot(host, "#participants", "Bo");
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_row_of_the_queue_that_is_dragged_is_elsewhere_for_everybody() {
        List<String> complaints = new ArrayList<>();
        Page host = page(complaints);
        Page guest = page(complaints);
        meet(host, guest);
        host.click("#tab-queue");
        host.fill("#add-address", "http://127.0.0.1:" + server.port() + "/film/time-code.mp4?again");
        host.fill("#add-name", "The same again");
        host.click("#add-end");
        waitUntil(host, "#playlist li:last-child", "The same again");

        BoundingBox grip = host.locator("#playlist li:last-child .grip").boundingBox();
        BoundingBox first = host.locator("#playlist li:first-child").boundingBox();
        host.mouse().move(grip.x + grip.width / 2, grip.y + grip.height / 2);
        host.mouse().down();
        host.mouse().move(grip.x + grip.width / 2, first.y + 1, new Mouse.MoveOptions().setSteps(5));
        host.mouse().up();

        waitUntil(guest, "#playlist li:first-child", "The same again");
        waitUntil(host, "#queue-told", "1");
        waitUntil(host, "#playlist li:first-child", "The same again");
        assertThat(complaints).isEmpty();
    }

    @Test
    void an_invitation_is_a_link_a_code_and_a_picture_of_the_link() {
        List<String> complaints = new ArrayList<>();
        Page host = page(complaints);
        meet(host, page(complaints));

        host.click("#invite-open");
        host.waitForSelector("#qr svg");

        assertThat(host.inputValue("#invite-url")).isEqualTo(host.url());
        assertThat(host.url()).endsWith("/" + host.textContent("#invite-code"));
        host.keyboard().press("Escape");
        assertThat(host.evaluate("() => document.activeElement.id")).isEqualTo("invite-open");
        assertThat(complaints).isEmpty();
    }

    @Test
    void the_browsers_way_back_out_of_a_party_leaves_nothing_open_that_belongs_to_it() {
        List<String> complaints = new ArrayList<>();
        Page host = page(complaints);
        meet(host, page(complaints));

        host.click("#invite-open");
        host.waitForSelector("#invite-dialog[open]");
        host.goBack();
        host.waitForSelector("#lobby:not([hidden])");
        assertThat(host.locator("dialog[open]").count()).isZero();

        host.goForward();
        host.waitForSelector("body[data-connection=open]");
        host.click("#more");
        host.waitForSelector(".menu");
        host.goBack();
        host.waitForSelector("#lobby:not([hidden])");
        assertThat(host.locator(".menu").count()).isZero();
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_page_that_cannot_get_its_words_says_what_to_do() {
        Page page = page(new ArrayList<>());
        page.route("**/words/*.js", Route::abort);

        page.navigate("http://127.0.0.1:" + server.port() + "/");

        page.waitForSelector("#unworded:not([hidden])");
        assertThat(page.innerText("body")).contains("Check your connection", "Verbindung", "conexión");
    }

    /** Both are in one party, which {@code host} made. */
    private static void meet(Page host, Page guest) {
        host.navigate("http://127.0.0.1:" + server.port() + "/");
        signIn(host, "Ann");
        host.waitForSelector("#lobby:not([hidden])");
        host.click("#create-form button");
        host.waitForSelector("body[data-connection=open]");
        guest.navigate(host.url());
        signIn(guest, "Bo");
        guest.waitForSelector("body[data-connection=open]");
        waitUntil(host, "#participants", "Ann");
        waitUntil(host, "#participants", "Bo");
    }

    /** Picks {@code entry} from the menu of the row in {@code list} that tells of {@code subject}. */
    private static void choose(Page page, String list, String subject, String entry) {
        page.locator(list + " li")
                .filter(new Locator.FilterOptions().setHasText(subject))
                .locator("[aria-haspopup=menu]")
                .click();
        page.locator(".menu button")
                .filter(new Locator.FilterOptions().setHasText(entry))
                .click();
    }

    private static void waitUntil(Page page, String selector, String text) {
        await().atMost(PATIENCE).until(() -> page.textContent(selector), shown -> shown.contains(text));
    }

    private static void waitUntilNot(Page page, String selector, String text) {
        await().atMost(PATIENCE).until(() -> page.textContent(selector), shown -> !shown.contains(text));
    }

    private static Page page(List<String> complaints) {
        Page page = chromium.browser().newContext().newPage();
        page.setDefaultTimeout((double) PATIENCE.toMillis());
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) complaints.add(message.text());
        });
        page.onPageError(complaints::add);
        return page;
    }

    private static void signIn(Page page, String name) {
        page.fill("#display-name", name);
        page.press("#display-name", "Enter");
    }

    /** Both show the film, go on showing it, and are where the other is. */
    private static void playsTogether(Page host, Page guest) {
        await().atMost(PATIENCE).until(() -> isPlaying(host) && isPlaying(guest));
        await().atMost(PATIENCE).until(() -> Math.abs(skew(host, guest)) < SKEW_MS_MAX);
        double before = TestFilm.shownFrame(guest);
        assertThat(before).as("number of the frame that the guest sees").isNotNegative();
        List<Double> skews = new ArrayList<>();
        for (int sample = 0; sample < SAMPLES; sample++) {
            skews.add(Math.abs(skew(host, guest)));
        }
        assertThat(skews).allSatisfy(skew -> assertThat(skew).isLessThan(SKEW_MS_MAX));
        await().atMost(PATIENCE).until(() -> TestFilm.shownFrame(guest) > before && TestFilm.shownFrame(host) > before);
    }

    private static boolean isPlaying(Page page) {
        return (Boolean) page.evaluate("() => Boolean(window.watchparty.skewSample()?.isPlaying)");
    }

    /**
     * How far apart two players are, in milliseconds of the film: each tells where it was when, by the server's clock.
     */
    private static double skew(Page one, Page other) {
        return lead(one) - lead(other);
    }

    private static double lead(Page page) {
        return number(
                page.evaluate(
                        "() => { const sample = window.watchparty.skewSample(); return sample.positionMs - sample.serverTimeMs; }"));
    }

    private static double position(Page page) {
        return number(page.evaluate("() => Math.round(window.watchparty.skewSample().positionMs)"));
    }

    private static double number(Object evaluated) {
        return ((Number) evaluated).doubleValue();
    }
}
