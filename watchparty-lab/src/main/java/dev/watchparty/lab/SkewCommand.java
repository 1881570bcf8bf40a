package dev.watchparty.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Playwright;
import dev.watchparty.lab.browser.Chromium;
import dev.watchparty.lab.browser.Watcher;
import dev.watchparty.lab.draw.OffsetStrip;
import dev.watchparty.lab.draw.SkewCurves;
import dev.watchparty.lab.film.FilmServer;
import dev.watchparty.lab.film.LongFilm;
import dev.watchparty.lab.machine.CpuMeter;
import dev.watchparty.lab.machine.ScratchFolder;
import dev.watchparty.lab.machine.StartedServer;
import dev.watchparty.lab.measure.Recording;
import dev.watchparty.lab.measure.Skew;
import dev.watchparty.lab.measure.Track;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code skew}: how far apart real browsers play, measured by the frames they show. */
@Command(
        name = "skew",
        description =
                "Plays a party in several browsers, each over a bad network of its own, and measures how far apart"
                        + " their pictures are. Needs chromium (or CHROMIUM) and ffmpeg.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class SkewCommand implements Callable<Integer> {

    /** The exit code of a run that missed a goal, with --check. */
    static final int MISSED = 1;

    private static final List<String> NAMES = List.of("Ann", "Bo", "Cy", "Dee", "Eve", "Flo", "Gus", "Hal");

    @Spec
    @SuppressWarnings("FieldCanBeFinal") // Picocli assigns it.
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final SkewOptions options = new SkewOptions();

    @Override
    public Integer call() throws IOException {
        options.browsers();
        options.steadyPlay();
        try (ScratchFolder scratch = ScratchFolder.make("watchparty-lab");
                StartedServer started = startedIn(scratch.path().resolve("data"))) {
            URI server = started == null ? URI.create(options.server() + "/") : started.address();
            return playOn(server, scratch.path()) || !options.isChecked() ? 0 : MISSED;
        }
    }

    private @Nullable StartedServer startedIn(Path data) throws IOException {
        if (options.server() != null) return null;
        tell("Starting the server: " + options.start());
        return StartedServer.start(
                List.of("sh", "-c", options.start()),
                Map.of(
                        "WATCHPARTY_HOST", "127.0.0.1",
                        "WATCHPARTY_PORT", "0",
                        "WATCHPARTY_DATA_DIR", data.toString(),
                        "WATCHPARTY_LIMIT_COMMANDS_PER_SECOND", "0",
                        "WATCHPARTY_LIMIT_GUESTS_PER_HOUR_PER_ADDRESS", "0"));
    }

    /** Whether all goals were met. */
    private boolean playOn(URI server, Path directory) throws IOException {
        Path film = LongFilm.make(server, Party.filmLength(options.steadyPlay()), directory);
        try (FilmServer films = FilmServer.serve(film);
                Playwright playwright = Chromium.driver()) {
            InetSocketAddress site = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort());
            List<Watcher> watchers = new ArrayList<>();
            try {
                launch(playwright, new Watcher.Servers(site, films.address()), watchers);
                return measure(watchers);
            } finally {
                watchers.forEach(Watcher::close);
            }
        }
    }

    private void launch(Playwright playwright, Watcher.Servers servers, List<Watcher> watchers) throws IOException {
        for (int number = 0; number < options.browsers(); number++) {
            String name = NAMES.get(number % NAMES.size());
            watchers.add(Watcher.launch(playwright, name, servers, options.link(number), options.seed(number)));
        }
    }

    private boolean measure(List<Watcher> watchers) throws IOException {
        String filmUrl = "http://" + Watcher.FILM_HOST + FilmServer.PATH;
        Party party = Party.gather(watchers, filmUrl, this::tell);
        List<ClockCheck> clocks = ClockCheck.of(watchers);
        party.begin();
        for (Chapter chapter : options.chapters()) {
            party.play(chapter, options.steadyPlay());
        }
        Map<Watcher, Track> tracks = new LinkedHashMap<>();
        Map<String, Recording> recordings = new LinkedHashMap<>();
        long frames = 0;
        long lost = 0;
        for (Watcher watcher : watchers) {
            Recording recording = watcher.recording();
            recordings.put(watcher.name(), recording);
            tracks.put(watcher, new Track(recording));
            long[] pictures = watcher.view().pictures();
            frames += pictures[0];
            lost += pictures[1];
            watcher.view().complaints().forEach(complaint -> tell(watcher.name() + "'s page said: " + complaint));
        }
        Path file = options.recordings();
        if (file != null) {
            new ObjectMapper().writeValue(file.toFile(), recordings);
        }
        List<PhaseFigures> figures = party.phases().stream()
                .map(phase -> PhaseFigures.of(phase, tracks))
                .toList();
        CpuMeter cpus = new CpuMeter();
        SkewReport report =
                new SkewReport(options.networks(), clocks, figures, cpus.loadAverage(), cpus.cpus(), frames, lost);
        report.print(spec.commandLine().getOut());
        Path out = options.out();
        if (out != null) {
            draw(out, party, report, tracks);
        }
        return report.isMet();
    }

    private void draw(Path out, Party party, SkewReport report, Map<Watcher, Track> tracks) throws IOException {
        Files.createDirectories(out);
        report.write(out.resolve("skew.json"));
        Files.writeString(out.resolve("skew.md"), report.markdown());
        List<SkewCurves.Curve> curves = report.phases().stream()
                .filter(figures -> !figures.phase().name().equals(Party.MEANWHILE)
                        && !figures.phase().goal().isHeard())
                .map(figures -> new SkewCurves.Curve(figures.phase().name(), figures.judged()))
                .toList();
        String subtitle = tracks.size() + " browsers, " + report.networks();
        Files.writeString(out.resolve("skew.svg"), SkewCurves.draw(subtitle, curves));
        Skew skew = new Skew(List.copyOf(tracks.values()), Skew.SHOWN);
        List<OffsetStrip.Strand> strands = tracks.entrySet().stream()
                .map(entry -> new OffsetStrip.Strand(
                        entry.getKey().name() + ", "
                                + entry.getKey().roundTrip().toMillis() + " ms",
                        instantMs -> skew.aheadAt(entry.getValue(), instantMs)))
                .toList();
        List<OffsetStrip.Chapter> chapters = party.chapters().entrySet().stream()
                .map(entry -> new OffsetStrip.Chapter(
                        entry.getKey().name().toLowerCase(Locale.ROOT),
                        entry.getValue().fromMs(),
                        entry.getValue().toMs()))
                .toList();
        Files.writeString(out.resolve("skew-over-time.svg"), OffsetStrip.draw(subtitle, strands, chapters));
        tell("Written: skew.json, skew.md, skew.svg and skew-over-time.svg in " + out);
    }

    private void tell(String progress) {
        spec.commandLine().getErr().println(progress);
        spec.commandLine().getErr().flush();
    }
}
