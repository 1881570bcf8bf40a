package dev.watchparty.lab.browser;

import com.microsoft.playwright.Page;
import java.net.URI;

/** The page as people use it: by what it shows, and never by its scripts. */
public final class PartyPage {

    private static final String CONNECTED = "body[data-connection=open]";

    private PartyPage() {}

    /** Makes a party with one film and enters it; answers the path of its invitation. */
    public static String create(Watcher host, String filmUrl) {
        Page page = host.page();
        page.navigate(host.url("/"));
        signIn(host);
        page.waitForSelector("#lobby:not([hidden])");
        page.fill("#addresses", filmUrl);
        page.click("#create-form button[type=submit]");
        page.waitForSelector(CONNECTED);
        return URI.create(page.url()).getPath();
    }

    /** Goes to an invitation, up to the question who is there. */
    public static void follow(Watcher guest, String invitation) {
        guest.page().navigate(guest.url(invitation));
        guest.page().waitForSelector("#display-name:visible");
    }

    /** Says who is there, and so enters; answers the instant of it. */
    public static double enter(Watcher guest) {
        double pressedMs = guest.nowMs();
        signIn(guest);
        guest.page().waitForSelector(CONNECTED);
        return pressedMs;
    }

    /** Presses the button that plays and pauses; answers the instant of it. */
    public static double pressPlay(Watcher host) {
        double pressedMs = host.nowMs();
        host.page().click("#play");
        return pressedMs;
    }

    /** Drags the slider of the film; answers the instant of it. */
    public static double seek(Watcher host, double positionMs) {
        return ((Number) host.page().evaluate("""
                        (positionMs) => {
                          const seek = document.getElementById("seek");
                          seek.value = positionMs;
                          const pressedMs = watchpartyLab.commonMs();
                          seek.dispatchEvent(new Event("input", { bubbles: true }));
                          seek.dispatchEvent(new Event("change", { bubbles: true }));
                          return pressedMs;
                        }""", positionMs)).doubleValue();
    }

    private static void signIn(Watcher watcher) {
        watcher.page().fill("#display-name", watcher.name());
        watcher.page().press("#display-name", "Enter");
    }
}
