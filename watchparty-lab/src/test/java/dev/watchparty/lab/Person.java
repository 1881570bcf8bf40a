package dev.watchparty.lab;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.watchparty.lab.browser.RecordedPage;

/** Somebody at a party, who does what people do with the page. */
record Person(String name, RecordedPage view) {

    /** A slow machine's film has gone so far on when somebody looks at it. */
    private static final int SOUGHT_MS = 20_000;

    Page page() {
        return view.page();
    }

    Locator find(String selector) {
        return page().locator(selector);
    }

    void signIn() {
        page().fill("#display-name", name);
        page().press("#display-name", "Enter");
    }

    /** Goes to a party's address, and in. */
    void follow(String invitation) {
        page().navigate(invitation);
        signIn();
        isThere();
    }

    void isThere() {
        assertThat(find("body[data-connection=open]")).isAttached();
    }

    void open(String tab) {
        find("#tab-" + tab).click();
    }

    /** Moves the film for all, to a place far from where it is; it plays there when this answers. */
    void seek(int positionMs) {
        find("#seek").fill(Integer.toString(positionMs));
        view.awaitFilm(positionMs, positionMs + SOUGHT_MS);
    }

    /** Picks an entry of the menu that a button opens. */
    void choose(Locator button, String entry) {
        button.click();
        page().locator("[role=menu]")
                .getByRole(AriaRole.MENUITEM, new Locator.GetByRoleOptions().setName(entry))
                .click();
    }

    /** The row of a list that tells of something. */
    Locator row(String list, String subject) {
        return find(list + " > li").filter(new Locator.FilterOptions().setHasText(subject));
    }
}
