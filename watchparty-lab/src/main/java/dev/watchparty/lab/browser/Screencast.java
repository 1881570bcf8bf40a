package dev.watchparty.lab.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What a page shows, picture by picture, each with its time, as Chromium's DevTools protocol tells it. Confined to the
 * thread that drives the page.
 */
public final class Screencast implements AutoCloseable {

    /**
     * A picture of a page.
     *
     * @param shownAtSeconds by the machine's clock, the same for all browsers on it
     */
    public record Shot(double shownAtSeconds, String pngBase64) {

        public byte[] png() {
            return Base64.getDecoder().decode(pngBase64);
        }
    }

    private final CDPSession session;
    private final List<Shot> shots = new ArrayList<>();

    private Screencast(CDPSession session) {
        this.session = session;
    }

    public static Screencast of(Page page) {
        Screencast cast = new Screencast(page.context().newCDPSession(page));
        cast.session.on("Page.screencastFrame", cast::take);
        JsonObject how = new JsonObject();
        how.addProperty("format", "png");
        cast.session.send("Page.startScreencast", how);
        return cast;
    }

    private void take(JsonObject told) {
        double shownAtSeconds =
                told.getAsJsonObject("metadata").get("timestamp").getAsDouble();
        shots.add(new Shot(shownAtSeconds, told.get("data").getAsString()));
        JsonObject taken = new JsonObject();
        taken.add("sessionId", told.get("sessionId"));
        session.send("Page.screencastFrameAck", taken);
    }

    /** All pictures up to now. */
    public List<Shot> shots() {
        return List.copyOf(shots);
    }

    @Override
    public void close() {
        session.send("Page.stopScreencast");
        session.detach();
    }
}
