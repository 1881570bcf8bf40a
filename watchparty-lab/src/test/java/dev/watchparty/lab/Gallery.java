package dev.watchparty.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looks at what is shown, in the light and in the dark: pictures for people, and axe for who cannot see them. */
final class Gallery {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    private Gallery() {}

    static void look(Person person, String view) {
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            Page page = person.page();
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            String name = view + "-" + scheme.name().toLowerCase(Locale.ROOT);
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
            assertThat(complaints(page)).as("what axe finds in " + name).isEmpty();
        }
    }

    private static List<String> complaints(Page page) {
        return new AxeBuilder(page)
                .setLegacyMode(true).analyze().getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(Gallery::told)
                        .toList();
    }

    private static String told(Rule rule) {
        return rule.getId() + ": "
                + rule.getNodes().stream().map(CheckedNode::getHtml).toList();
    }
}
