package dev.watchparty.lab.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.ConnectOverCDPOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A browser as people have it: a process of its own with an empty profile, without the settings by which Playwright
 * keeps hidden pages awake. Playwright only drives it.
 */
public final class Chromium implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
    private static final List<String> QUIET = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--mute-audio",
            "--autoplay-policy=document-user-activation-required",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--remote-debugging-port=0",
            "--window-size=820,700");
    private static final long STOP_SECONDS_MAX = 10;

    private final Process process;
    private final Path profile;
    private final Browser browser;
    private final Thread atExit = new Thread(this::stop, "stop-browser");

    private Chromium(Process process, Path profile, Browser browser) {
        this.process = process;
        this.profile = profile;
        this.browser = browser;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Where Chromium is: CHROMIUM says, or it is where Debian puts it. */
    public static Path path() {
        return Path.of(Objects.requireNonNullElse(System.getenv("CHROMIUM"), "/usr/bin/chromium"));
    }

    /** What drives browsers; it brings none of its own. */
    public static Playwright driver() {
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    public static Chromium launch(Playwright playwright, List<String> arguments) throws IOException {
        Path profile = Files.createTempDirectory("watchparty-browser");
        List<String> command = new ArrayList<>(List.of(path().toString(), "--user-data-dir=" + profile));
        command.addAll(QUIET);
        command.addAll(arguments);
        command.add("about:blank");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String address = awaitAddress(output);
        drain(output);
        Browser browser =
                playwright.chromium().connectOverCDP(address, new ConnectOverCDPOptions().setNoDefaults(true));
        return new Chromium(process, profile, browser);
    }

    /** The only window there is. */
    public BrowserContext window() {
        return browser.contexts().get(0);
    }

    /** The tab it begins with. */
    public Page tab() {
        return window().pages().get(0);
    }

    @Override
    public void close() {
        browser.close();
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // The hook runs already; it finds nothing left to stop.
        }
    }

    private static String awaitAddress(BufferedReader output) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) return listening.group(1);
            said.append(line).append('\n');
        }
        throw new IOException(path() + " ended before it could be driven; it said:\n" + said);
    }

    private static void drain(BufferedReader output) {
        Thread reader = new Thread(
                () -> {
                    try (output) {
                        output.lines().forEach(line -> {});
                    } catch (IOException | UncheckedIOException ended) {
                        // Its process has ended: nothing more to read.
                    }
                },
                "browser-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void stop() {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        process.destroy();
        all.forEach(Chromium::awaitEnd); // Its helpers write to the profile until they end.
        delete(profile);
    }

    private static void awaitEnd(ProcessHandle handle) {
        try {
            handle.onExit().get(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            handle.destroyForcibly();
        } catch (ExecutionException | TimeoutException stubborn) {
            handle.destroyForcibly();
        }
    }

    /** What is left of a profile in the end is of no use; a file that its last process still holds is no fault. */
    private static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> {
                if (!file.delete()) {
                    file.deleteOnExit();
                }
            });
        } catch (IOException | UncheckedIOException goneAlready) {
            // It was deleted while we looked.
        }
    }
}
