package dev.watchparty.lab;

import dev.watchparty.lab.Phase.Goal;
import dev.watchparty.lab.browser.PartyPage;
import dev.watchparty.lab.browser.Watcher;
import dev.watchparty.lab.machine.CpuMeter;
import dev.watchparty.lab.measure.Window;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One party in the laboratory: its watchers do what people do, by the page, and each chapter leaves the phases that are
 * to be measured once all is over. Confined to one thread.
 */
final class Party {

    /** The phase of those who remain while one leaves or comes. */
    static final String MEANWHILE = "the room meanwhile";

    private static final int SEEKS = 10;
    private static final int PAUSES = 3;
    private static final Duration OUTAGE = Duration.ofSeconds(10);
    private static final double HIDDEN_MS = 15_000;
    private static final double BUSY_MS_MIN = 1_000;

    /** The farthest seek, and all chapters that follow the last one. */
    private static final Duration FILM_MIN = Duration.ofMinutes(7);

    private static final double WARM_UP_MS = 8_000;
    private static final double SETTLED_MS = 2_000;
    private static final double JOINED_MS = 3_000;
    private static final double AFTER_COMMAND_MS = 5_000;
    private static final double AFTER_JOIN_MS = 10_000;
    private static final double RECOVERED_MS = 5_000;
    private static final double AFTER_OUTAGE_MS = 20_000;
    private static final double MID_CHAPTER_MS = 5_000;

    /** Where seeks go, in the film's first minutes: near and far, forward and back. */
    private static final double[] TARGETS_MS = {
        45_000, 190_000, 20_000, 75_000, 74_000, 260_000, 250_000, 31_500, 150_000, 60_000
    };

    private final List<Watcher> watchers;
    private final String invitation;
    private final CpuMeter cpus = new CpuMeter();
    private final Consumer<String> progress;
    private final List<Phase> phases = new ArrayList<>();
    private double busy;
    private double busyAskedMs;
    private final Map<Chapter, Window> chapters = new EnumMap<>(Chapter.class);

    private Party(List<Watcher> watchers, String invitation, Consumer<String> progress) {
        this.watchers = watchers;
        this.invitation = invitation;
        this.progress = progress;
    }

    /** The film must be longer than all that is measured between two seeks, so that it never ends. */
    static Duration filmLength(Duration steadyPlay) {
        Duration steady = steadyPlay.plusMinutes(2);
        return steady.compareTo(FILM_MIN) < 0 ? FILM_MIN : steady;
    }

    static Party gather(List<Watcher> watchers, String filmUrl, Consumer<String> progress) {
        String invitation = PartyPage.create(watchers.get(0), filmUrl);
        for (Watcher guest : watchers.subList(1, watchers.size())) {
            PartyPage.follow(guest, invitation);
            PartyPage.enter(guest);
        }
        progress.accept(watchers.size() + " browsers are in one party.");
        return new Party(watchers, invitation, progress);
    }

    List<Phase> phases() {
        return List.copyOf(phases);
    }

    /** When each chapter was. */
    Map<Chapter, Window> chapters() {
        return Collections.unmodifiableMap(chapters);
    }

    void begin() {
        PartyPage.pressPlay(host());
        pass(WARM_UP_MS);
    }

    void play(Chapter chapter, Duration steadyPlay) throws IOException {
        progress.accept("Chapter " + chapter.name().toLowerCase(Locale.ROOT));
        busy();
        double beganMs = now();
        switch (chapter) {
            case STEADY -> steady(steadyPlay);
            case SEEK -> seeks();
            case PAUSE -> pauses();
            case JOIN -> joins();
            case OUTAGE -> outage();
            case BACKGROUND -> background();
        }
        chapters.put(chapter, since(beganMs));
    }

    private void steady(Duration steadyPlay) {
        double beganMs = now();
        pass((double) steadyPlay.toMillis());
        Window all = new Window(beganMs, now());
        add("steady play", Goal.UNDISTURBED, watchers, all, List.of(all), List.of());
    }

    private void seeks() {
        double beganMs = now();
        List<Double> commandsMs = new ArrayList<>();
        for (int seek = 0; seek < SEEKS; seek++) {
            commandsMs.add(PartyPage.seek(host(), TARGETS_MS[seek % TARGETS_MS.length]));
            pass(AFTER_COMMAND_MS);
        }
        add("after a seek", Goal.COMMANDED, watchers, since(beganMs), settled(commandsMs), commandsMs);
    }

    private void pauses() {
        double beganMs = now();
        List<Double> pausesMs = new ArrayList<>();
        List<Double> playsMs = new ArrayList<>();
        for (int pause = 0; pause < PAUSES; pause++) {
            pausesMs.add(PartyPage.pressPlay(host()));
            pass(AFTER_COMMAND_MS / 2 + SETTLED_MS / 2);
            playsMs.add(PartyPage.pressPlay(host()));
            pass(AFTER_COMMAND_MS);
        }
        List<Window> standing = pausesMs.stream()
                .map(pressedMs -> Window.after(pressedMs, SETTLED_MS, SETTLED_MS + 1_000))
                .toList();
        add("while paused", Goal.STANDING, watchers, since(beganMs), standing, List.of());
        add("after play", Goal.COMMANDED, watchers, since(beganMs), settled(playsMs), playsMs);
    }

    /** The last two leave, and come back as strangers, one after the other. */
    private void joins() throws IOException {
        for (Watcher late : watchers.subList(Math.max(1, watchers.size() - 2), watchers.size())) {
            List<Watcher> room =
                    watchers.stream().filter(watcher -> watcher != late).toList();
            late.beginAnew();
            PartyPage.follow(late, invitation);
            pass(SETTLED_MS);
            double beganMs = now();
            double enteredMs = PartyPage.enter(late);
            pass(AFTER_JOIN_MS);
            String who = " (" + late.roundTrip().toMillis() + " ms)";
            Window window = Window.after(enteredMs, JOINED_MS, AFTER_JOIN_MS);
            add(
                    "after a late join" + who,
                    Goal.COMMANDED,
                    watchers,
                    since(beganMs),
                    List.of(window),
                    List.of(enteredMs));
            if (room.size() > 1) {
                Window all = since(beganMs);
                add(MEANWHILE, Goal.UNDISTURBED, room, all, List.of(all), List.of());
            }
        }
    }

    /** Meanwhile the host seeks, so that the one who is away comes back to another place. */
    private void outage() {
        double beganMs = now();
        Watcher away = watchers.get(watchers.size() - 1);
        List<Watcher> room = watchers.subList(0, watchers.size() - 1);
        away.darken(OUTAGE);
        double overMs = beganMs + (double) OUTAGE.toMillis();
        pass(MID_CHAPTER_MS);
        double soughtMs = PartyPage.seek(host(), 110_000);
        pass(overMs + AFTER_OUTAGE_MS - now());
        Window back = new Window(overMs + RECOVERED_MS, now());
        add("after 10 s of outage", Goal.COMMANDED, watchers, since(beganMs), List.of(back), List.of(overMs));
        if (room.size() > 1) {
            Window meanwhile = new Window(soughtMs + SETTLED_MS, now());
            add(MEANWHILE, Goal.COMMANDED, room, since(beganMs), List.of(meanwhile), List.of(soughtMs));
        }
    }

    /** One puts another tab in front; meanwhile the host seeks. */
    private void background() {
        double beganMs = now();
        Watcher away = watchers.get(1);
        away.hide();
        pass(MID_CHAPTER_MS);
        double soughtMs = PartyPage.seek(host(), 200_000);
        pass(HIDDEN_MS - MID_CHAPTER_MS);
        double shownMs = now();
        away.show();
        pass(AFTER_COMMAND_MS * 2);
        List<Window> hidden = List.of(new Window(soughtMs + SETTLED_MS, shownMs));
        add("one in the background", Goal.COMMANDED_HEARD, watchers, since(beganMs), hidden, List.of(soughtMs));
        List<Window> back = List.of(new Window(shownMs + SETTLED_MS, now()));
        add("back from it", Goal.COMMANDED, watchers, since(shownMs), back, List.of(shownMs));
    }

    private void add(
            String name,
            Goal goal,
            List<Watcher> between,
            Window stretch,
            List<Window> windows,
            List<Double> commandsMs) {
        phases.add(new Phase(name, goal, between, stretch, windows, commandsMs, busy()));
    }

    /** Of the time since this was last asked; what was asked a moment ago is said again. */
    private double busy() {
        double now = now();
        if (now - busyAskedMs > BUSY_MS_MIN) {
            busy = cpus.busy();
            busyAskedMs = now;
        }
        return busy;
    }

    private static List<Window> settled(List<Double> commandsMs) {
        return commandsMs.stream()
                .map(pressedMs -> Window.after(pressedMs, SETTLED_MS, AFTER_COMMAND_MS - 200))
                .toList();
    }

    private Window since(double beganMs) {
        return new Window(beganMs, now());
    }

    private Watcher host() {
        return watchers.get(0);
    }

    private double now() {
        return host().nowMs();
    }

    /** Lets time pass while the browsers play. */
    private void pass(double durationMs) {
        host().page().waitForTimeout(Math.max(0, durationMs));
    }
}
