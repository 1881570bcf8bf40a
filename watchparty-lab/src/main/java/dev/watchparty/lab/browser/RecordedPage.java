package dev.watchparty.lab.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import dev.watchparty.lab.measure.Recording;
import dev.watchparty.lab.measure.Recording.Frame;
import dev.watchparty.lab.measure.Recording.Happening;
import dev.watchparty.lab.measure.Recording.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A page that records where its film is. The recorder is installed before the page's own scripts and knows nothing of
 * them; it begins anew with each navigation. Confined to the thread that drives the page.
 */
public final class RecordedPage {

    private static final String SCRIPT = resource("recorder.js");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private Recording recording = Recording.NOTHING;

    private RecordedPage(Page page) {
        this.page = page;
    }

    /** Installs a recorder; it records from the page's next navigation on. */
    public static RecordedPage of(Page page) {
        RecordedPage recorded = new RecordedPage(page);
        page.addInitScript(SCRIPT);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) recorded.complaints.add(message.text());
        });
        page.onPageError(recorded.complaints::add);
        return recorded;
    }

    public Page page() {
        return page;
    }

    /** Now, on the clock that all pages of this machine share. */
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

    /** Waits until the page has shown so many frames of the film more; it does so only while the film plays. */
    public void awaitFrames(int more) {
        double frames = number("() => watchpartyLab.framesShown()") + more;
        await("() => watchpartyLab.framesShown() >= " + frames);
    }

    /** Waits until the film is at or after one position and before another. */
    public void awaitFilm(double fromMs, double toMs) {
        await("() => watchpartyLab.positionMs() >= %s && watchpartyLab.positionMs() < %s".formatted(fromMs, toMs));
    }

    /** How the page and its film stand, for people to read. */
    public String told() {
        return page.evaluate("() => watchpartyLab.told()") + "; it complained of " + complaints;
    }

    private void await(String condition) {
        try {
            page.waitForFunction(condition);
        } catch (TimeoutError timeout) {
            throw new AssertionError("in vain: " + condition + "; " + told(), timeout);
        }
    }

    /** All that was recorded up to now. */
    public Recording recording() {
        recording = recording.then(read((String) page.evaluate("() => watchpartyLab.take()")));
        return recording;
    }

    /** Errors that the page wrote to its console. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    private double number(String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
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
        try (InputStream stream = Objects.requireNonNull(RecordedPage.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
