package dev.watchparty.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Films of every kind in a party of two real browsers, from a web server that is not ours.
 *
 * <p>YouTube alone is a fake, {@code youtube/iframe_api.js}: what it shows and when is not ours to say, and tests run
 * where it cannot be reached. The fake has what YouTube documents of its IFrame API; that the real one keeps to it is
 * not proved here.
 */
class PlayersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final double SKEW_MS_MAX = 250;

    /** Its position is told four times a second, and its rates are a quarter apart. */
    private static final double YOUTUBE_SKEW_MS_MAX = 1_000;

    private static final int SAMPLES = 40;

    /** From here on a film of 20 s may end before all samples are taken. */
    private static final double BEFORE_END_MS = 15_000;

    private static WatchParty server;
    private static MediaServer media;
    private static Chromium chromium;

    private final List<String> complaints = new ArrayList<>();
    private Page host;
    private Page guest;

    @BeforeAll
    static void start() {
        server = Servers.start();
        media = MediaServer.start();
        chromium = Chromium.open();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        media.close();
        server.close();
    }

    @BeforeEach
    void meet() {
        host = page();
        guest = page();
        host.navigate("http://127.0.0.1:" + server.port() + "/");
        signIn(host, "Ann");
        host.waitForSelector("#lobby:not([hidden])");
        host.click("#create-form button");
        host.waitForSelector("body[data-connection=open]");
        guest.navigate(host.url());
        signIn(guest, "Bo");
        guest.waitForSelector("body[data-connection=open]");
    }

    @AfterEach
    void part() {
        host.context().close();
        guest.context().close();
    }

    @ParameterizedTest
    @CsvSource({
        "stream/master.m3u8, video",
        "stream/film.mpd,    video",
        "film.webm,          video",
        "beeps.ogg,          audio",
    })
    void plays_in_step_before_and_after_a_seek(String path, String element) {
        show(media.address(path));
        guest.waitForSelector("#stage " + element, attached());

        playsInStep();
        seek(12_000);
        await().atMost(PATIENCE).until(() -> position(guest), position -> position > 12_000);
        playsInStep();

        host.click("#play");
        await().atMost(PATIENCE).until(() -> !isPlaying(host) && !isPlaying(guest));
        await().atMost(PATIENCE).until(() -> Math.abs(position(host) - position(guest)) < TestFilm.FRAME_MS);
        assertThat(complaints).isEmpty();
    }

    /** The position of a stream counts from its beginning, whatever its parts say. */
    @ParameterizedTest
    @ValueSource(strings = {"stream/master.m3u8", "stream/film.mpd"})
    void shows_the_picture_that_belongs_to_the_position(String path) {
        show(media.address(path));
        await().atMost(PATIENCE).until(() -> isPlaying(host) && isPlaying(guest));
        host.click("#play");
        seek(7_700);
        await().atMost(PATIENCE).until(() -> position(guest), position -> position == 7_700);

        await().atMost(PATIENCE)
                .until(() -> Math.abs(TestFilm.pictureLeadMs(guest)), lead -> lead <= TestFilm.FRAME_MS);

        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream/master.m3u8", "stream/film.mpd"})
    void shows_subtitles_to_whoever_wants_them(String path) {
        show(media.address(path));

        guest.click("#captions");
        guest.locator(".menu button")
                .filter(new Locator.FilterOptions().setHasText("English"))
                .click();

        await().atMost(PATIENCE).until(() -> subtitles(guest), text -> text.startsWith("Second "));
        assertThat(subtitles(host)).isEmpty();
        assertThat(complaints).isEmpty();
    }

    @Test
    void plays_youtube_in_step_by_its_frame_api() {
        show("https://youtu.be/dQw4w9WgXcQ?t=3");
        guest.waitForSelector("#stage iframe", attached());
        assertThat(guest.getAttribute("#stage iframe", "src"))
                .startsWith("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?")
                .contains("controls=0");
        assertThat(guest.getAttribute("#stage iframe", "referrerpolicy")).isEqualTo("strict-origin");

        youTubePlaysInStep();
        seek(30_000);
        await().atMost(PATIENCE).until(() -> youTubePosition(guest), position -> position > 30_000);
        youTubePlaysInStep();

        host.click("#play");
        await().atMost(PATIENCE).until(() -> !isYouTubePlaying(host) && !isYouTubePlaying(guest));
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.webm", "stream/none.m3u8", "stream/none.mpd", "poor/film.webm"})
    void says_what_is_the_matter_with_a_film_that_cannot_be_followed(String path) {
        show(media.address(path));

        guest.waitForSelector("#film-notice:not([hidden])");

        assertThat(guest.textContent("#film-notice")).isNotBlank();
    }

    /**
     * Adds what is at an address next in the queue, and goes on to it, which also starts it. It begins again at its
     * end, since a slow machine may need longer than it lasts.
     */
    private void show(String address) {
        host.click("#tab-queue");
        host.selectOption("#loop", "one");
        host.fill("#add-address", address);
        host.click("#add-next");
        await().atMost(PATIENCE).until(() -> host.locator("#playlist > li").count() == 2);
        host.click("#next");
    }

    private void seek(int positionMs) {
        host.fill("#seek", Integer.toString(positionMs));
    }

    private void playsInStep() {
        await().atMost(PATIENCE).until(() -> isPlaying(host) && isPlaying(guest));
        double before = position(guest);
        await().atMost(PATIENCE)
                .until(() -> Math.abs(position(guest) - before) > 500
                        && position(guest) < BEFORE_END_MS
                        && Math.abs(skew()) < SKEW_MS_MAX);
        List<Double> skews = new ArrayList<>();
        for (int sample = 0; sample < SAMPLES; sample++) {
            skews.add(Math.abs(skew()));
        }
        assertThat(skews).allSatisfy(skew -> assertThat(skew).isLessThan(SKEW_MS_MAX));
    }

    private double skew() {
        return lead(host) - lead(guest);
    }

    private static double lead(Page page) {
        return number(
                page.evaluate(
                        "() => { const sample = window.watchparty.skewSample(); return sample.positionMs - sample.serverTimeMs; }"));
    }

    private static boolean isPlaying(Page page) {
        return (Boolean) page.evaluate("() => Boolean(window.watchparty.skewSample()?.isPlaying)");
    }

    private static double position(Page page) {
        return number(page.evaluate("() => Math.round(window.watchparty.skewSample().positionMs)"));
    }

    /** By the fake's own account, not by what its API tells. */
    private void youTubePlaysInStep() {
        await().atMost(PATIENCE).until(() -> isYouTubePlaying(host) && isYouTubePlaying(guest));
        await().atMost(PATIENCE).until(() -> Math.abs(youTubeSkew()) < YOUTUBE_SKEW_MS_MAX);
        double before = youTubePosition(guest);
        await().atMost(PATIENCE).until(() -> youTubePosition(guest) > before + 3_000);
        assertThat(Math.abs(youTubeSkew())).isLessThan(YOUTUBE_SKEW_MS_MAX);
    }

    private double youTubeSkew() {
        return youTubeLead(host) - youTubeLead(guest);
    }

    private static double youTubeLead(Page page) {
        return number(page.evaluate("() => window.youTube.positionMs() - window.watchparty.skewSample().serverTimeMs"));
    }

    private static boolean isYouTubePlaying(Page page) {
        return (Boolean) page.evaluate("() => window.youTube?.state() === 1");
    }

    private static double youTubePosition(Page page) {
        return number(page.evaluate("() => window.youTube.positionMs()"));
    }

    private static String subtitles(Page page) {
        return (String)
                page.evaluate(
                        "() => Array.from(document.querySelector('#stage video').textTracks, track => track.activeCues?.[0]?.text ?? '').join('')");
    }

    private Page page() {
        BrowserContext context = chromium.browser().newContext();
        context.route("https://www.youtube.com/iframe_api", PlayersTest::fakeApi);
        context.route(
                "https://www.youtube-nocookie.com/**",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<!doctype html><title>A film</title>")));
        Page page = context.newPage();
        page.setDefaultTimeout((double) PATIENCE.toMillis());
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) complaints.add(message.text());
        });
        page.onPageError(complaints::add);
        return page;
    }

    private static void fakeApi(Route route) {
        try (InputStream stream = PlayersTest.class.getResourceAsStream("/youtube/iframe_api.js")) {
            String script = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            route.fulfill(
                    new Route.FulfillOptions().setContentType("text/javascript").setBody(script));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static void signIn(Page page, String name) {
        page.fill("#display-name", name);
        page.press("#display-name", "Enter");
    }

    private static Page.WaitForSelectorOptions attached() {
        return new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED);
    }

    private static double number(Object evaluated) {
        return ((Number) evaluated).doubleValue();
    }
}
