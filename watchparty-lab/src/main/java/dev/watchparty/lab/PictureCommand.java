package dev.watchparty.lab;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.watchparty.lab.browser.Chromium;
import dev.watchparty.lab.browser.Screencast;
import dev.watchparty.lab.browser.Screencast.Shot;
import dev.watchparty.lab.draw.SideBySide;
import dev.watchparty.lab.machine.ScratchFolder;
import dev.watchparty.lab.machine.StartedServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code picture}: two browsers in one party, photographed while the film plays. */
@Command(
        name = "picture",
        description = "Photographs two browsers that watch together, at the same moment: of all that both show in some"
                + " seconds, the two pictures that are nearest in time. Needs chromium (or CHROMIUM).",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class PictureCommand implements Callable<Integer> {

    private static final String CONNECTED = "body[data-connection=open]";
    private static final double SETTLING_MS = 9_000;
    private static final double FILMED_MS = 2_500;

    @Option(names = "--start", description = "A shell command that starts the server (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("FieldCanBeFinal") // Picocli assigns it.
    private String start = "./run";

    @Option(names = "--out", description = "Where the picture goes (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("FieldCanBeFinal") // Picocli assigns it.
    private Path out = Path.of("docs/images/in-step.png");

    @Spec
    @SuppressWarnings("FieldCanBeFinal") // Picocli assigns it.
    private CommandSpec spec = CommandSpec.create();

    /** Somebody's screen. */
    private record Screen(int width, int height, ColorScheme colours) {

        Page open(Browser browser) {
            return browser.newContext(new Browser.NewContextOptions()
                            .setViewportSize(width, height)
                            .setColorScheme(colours))
                    .newPage();
        }
    }

    @Override
    public Integer call() throws IOException {
        try (ScratchFolder data = ScratchFolder.make("watchparty-picture");
                StartedServer server = StartedServer.start(
                        List.of("sh", "-c", start),
                        Map.of(
                                "WATCHPARTY_HOST", "127.0.0.1",
                                "WATCHPARTY_PORT", "0",
                                "WATCHPARTY_DATA_DIR", data.path().toString()));
                Playwright playwright = Chromium.driver();
                Browser desk = launch(playwright);
                Browser phone = launch(playwright)) {
            Page ann = new Screen(1080, 676, ColorScheme.LIGHT).open(desk);
            Page bo = new Screen(384, 676, ColorScheme.DARK).open(phone);
            meet(server.address(), ann, bo);
            photograph(ann, bo);
        }
        return 0;
    }

    private static Browser launch(Playwright playwright) {
        return playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(Chromium.path())
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    }

    private static void meet(URI server, Page ann, Page bo) {
        ann.navigate(server.toString());
        signIn(ann, "Ann");
        ann.click("#create-form button[type=submit]");
        ann.waitForSelector(CONNECTED);
        bo.navigate(ann.url());
        signIn(bo, "Bo");
        bo.waitForSelector(CONNECTED);
        say(ann, "Can you hear it too?");
        say(bo, "Loud and clear, to the frame");
        ann.click("#play");
        ann.waitForTimeout(SETTLING_MS);
        say(ann, "Here it comes …");
    }

    private static void signIn(Page page, String name) {
        page.fill("#display-name", name);
        page.press("#display-name", "Enter");
        page.waitForFunction("() => document.getElementById('sign-in').hidden");
    }

    private static void say(Page page, String text) {
        page.fill("#chat-text", text);
        page.press("#chat-text", "Enter");
        page.waitForFunction("text => document.getElementById('chat-log').textContent.includes(text)", text);
    }

    private void photograph(Page ann, Page bo) throws IOException {
        try (Screencast left = Screencast.of(ann);
                Screencast right = Screencast.of(bo)) {
            bo.click("#reactions button:first-child");
            ann.waitForTimeout(FILMED_MS);
            List<Shot> nearest = nearest(left.shots(), right.shots());
            Path folder = out.toAbsolutePath().getParent();
            if (folder != null) Files.createDirectories(folder);
            ImageIO.write(SideBySide.of(List.of(read(nearest.get(0)), read(nearest.get(1)))), "png", out.toFile());
            double apartMs = 1000
                    * Math.abs(nearest.get(0).shownAtSeconds() - nearest.get(1).shownAtSeconds());
            spec.commandLine()
                    .getOut()
                    .printf(Locale.ROOT, "Written: %s, of two pictures that are %.0f ms apart%n", out, apartMs);
        }
    }

    /** The picture of each that are nearest in time to each other. */
    static List<Shot> nearest(List<Shot> left, List<Shot> right) {
        List<List<Shot>> pairs = new ArrayList<>();
        left.forEach(one -> right.forEach(other -> pairs.add(List.of(one, other))));
        return pairs.stream()
                .min(Comparator.comparingDouble(pair ->
                        Math.abs(pair.get(0).shownAtSeconds() - pair.get(1).shownAtSeconds())))
                .orElseThrow(() -> new IllegalStateException("a browser showed nothing"));
    }

    private static BufferedImage read(Shot shot) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(shot.png()));
    }
}
