package dev.watchparty.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page in each of its languages, in light and dark, on a desk and on a phone: everybody can use it, as far as axe
 * can tell, nothing is wider than the screen, and no words are missing.
 */
class EveryLanguageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String AXE = "/axe.min.js";

    /** What axe calls serious or critical, each with the element it is about. */
    private static final String BARRIERS = """
            () => axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
                .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`)))""";

    /** Visible texts that are keys of the dictionaries, for want of words. */
    private static final String UNWORDED = """
            () => [...document.querySelectorAll('body *')]
                .filter((each) => each.checkVisibility())
                .flatMap((each) => [
                  ...[...each.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data }) => data.trim()),
                  ...['title', 'aria-label', 'placeholder'].map((name) => each.getAttribute(name) ?? ''),
                ])
                .filter((text) => /^[a-z]+(-[a-z]+)*(\\.[a-z-]+)+$/.test(text) && !text.includes('.mp4'))""";

    private static WatchParty server;
    private static Chromium chromium;
    private static String axe;

    @BeforeAll
    static void start() {
        server = Servers.start();
        chromium = Chromium.open();
        axe = read(AXE);
    }

    @AfterAll
    static void stop() {
        chromium.close();
        server.close();
    }

    @ParameterizedTest(name = "{0}, {1}, {2} wide")
    @CsvSource({
        "en-GB, LIGHT, 1280, Discover",
        "de-DE, DARK, 1280, Entdecken",
        "es-ES, LIGHT, 1280, Descubrir",
        "en-GB, DARK, 360, Discover",
        "de-DE, LIGHT, 360, Entdecken",
        "es-ES, DARK, 360, Descubrir",
    })
    void bars_nobody(String locale, ColorScheme colours, int width, String discover) {
        try (BrowserContext context = context(locale, colours, width)) {
            Page page = context.newPage();
            page.setDefaultTimeout((double) PATIENCE.toMillis());
            page.navigate("http://127.0.0.1:" + server.port() + "/");
            page.waitForSelector("#sign-in:not([hidden])");
            assertIsOpenToAll(page);

            page.fill("#display-name", "Anneliese");
            page.press("#display-name", "Enter");
            page.waitForSelector("#lobby:not([hidden])");
            assertThat(page.textContent("#tab-discover")).isEqualTo(discover);
            page.fill("#code", "none");
            page.press("#code", "Enter");
            page.waitForSelector("#join-refusal:not([hidden])");
            assertIsOpenToAll(page);
            eachTabIsOpenToAll(page, "discover", "friends", "history");

            page.click("#create-form button[type=submit]");
            page.waitForSelector("body[data-connection=open]");
            page.fill("#chat-text", "Look: https://example.org");
            page.press("#chat-text", "Enter");
            await().atMost(PATIENCE).until(() -> page.textContent("#chat-log").contains("Look"));
            eachTabIsOpenToAll(page, "chat", "people", "queue", "settings");
            page.click("#more");
            page.waitForSelector("[role=menu]");
            assertIsOpenToAll(page);
            page.keyboard().press("Escape");
            Object party = page.evaluate("() => window.watchparty.party().id");
            page.click("#end");
            page.waitForSelector("#confirm-dialog[open]");
            assertIsOpenToAll(page);
            page.click("#confirm-yes");
            page.waitForSelector("#lobby:not([hidden])");

            page.click("#who");
            page.waitForSelector("#account-dialog[open]");
            assertIsOpenToAll(page);
            page.keyboard().press("Escape");
            page.navigate("http://127.0.0.1:" + server.port() + "/#/statistics/" + party);
            page.waitForSelector("#statistics-charts:not([hidden])");
            assertIsOpenToAll(page);
        }
    }

    @Test
    void another_language_words_the_party_where_it_stands() {
        try (BrowserContext context = context("de-AT", ColorScheme.LIGHT, 1280)) {
            Page page = context.newPage();
            page.setDefaultTimeout((double) PATIENCE.toMillis());
            page.navigate("http://127.0.0.1:" + server.port() + "/");
            page.fill("#display-name", "Ann");
            page.press("#display-name", "Enter");
            page.click("#create-form button[type=submit]");
            page.waitForSelector("body[data-connection=open]");
            page.evaluate("() => { window.before = document.querySelector('video'); }");
            assertThat(page.textContent("#tab-settings")).isEqualTo("Optionen");

            page.selectOption("#language", "es");

            await().atMost(PATIENCE)
                    .until(() -> page.textContent("#tab-settings").equals("Ajustes"));
            assertThat(page.evaluate("() => document.documentElement.lang")).isEqualTo("es");
            assertThat(page.evaluate("() => window.before.isConnected && document.body.dataset.connection"))
                    .isEqualTo("open");
            page.reload();
            page.waitForSelector("body[data-connection=open]");
            assertThat(page.textContent("#tab-settings")).isEqualTo("Ajustes");
        }
    }

    private static BrowserContext context(String locale, ColorScheme colours, int width) {
        return chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setLocale(locale)
                        .setColorScheme(colours)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setViewportSize(width, 800));
    }

    private static void eachTabIsOpenToAll(Page page, String... tabs) {
        for (String tab : tabs) {
            page.click("#tab-" + tab);
            page.waitForSelector("#" + tab + ":not([hidden])");
            assertIsOpenToAll(page);
        }
    }

    private static void assertIsOpenToAll(Page page) {
        if (!Boolean.TRUE.equals(page.evaluate("() => 'axe' in window"))) {
            page.evaluate(axe);
        }
        assertThat((List<?>) page.evaluate(BARRIERS)).as("barriers").isEmpty();
        assertThat((List<?>) page.evaluate(UNWORDED)).as("keys without words").isEmpty();
        assertThat(page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                .as("pixels beyond the screen")
                .isEqualTo(0);
    }

    private static String read(String resource) {
        try (InputStream stream = Objects.requireNonNull(EveryLanguageTest.class.getResourceAsStream(resource))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
