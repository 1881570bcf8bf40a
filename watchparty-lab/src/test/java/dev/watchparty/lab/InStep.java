package dev.watchparty.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.lab.measure.Distribution;
import dev.watchparty.lab.measure.Skew;
import dev.watchparty.lab.measure.Track;
import dev.watchparty.lab.measure.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** That people see the same of a film at the same moment, by the frames that their browsers show them. */
final class InStep {

    /** Far more than the goal, and of the middle of each second: this runs on machines that have much else to do. */
    static final double SKEW_MS_MAX = 150;

    /** Frames come in steps of half a frame; further apart than this they are still on their way. */
    private static final double CLOSE_MS = 70;

    private static final double LOOK_MS = 1_000;
    private static final int LOOKS_MAX = 40;
    private static final int FRAMES = 30;
    private static final int STAYING = 3;

    private InStep() {}

    /** They come into step, and stay so; a machine that holds its breath meanwhile lets them begin again. */
    static void comeAndStay(Person... people) {
        List<Long> skewsMs = new ArrayList<>();
        int inStep = 0;
        while (inStep <= STAYING && skewsMs.size() < LOOKS_MAX) {
            double skewMs = look(people);
            skewsMs.add(Math.round(skewMs));
            inStep = skewMs <= (inStep == 0 ? CLOSE_MS : SKEW_MS_MAX) ? inStep + 1 : 0;
        }
        assertThat(inStep)
                .as(() -> "looks in step at the end of " + skewsMs + ", by\n" + told(people))
                .isGreaterThan(STAYING);
    }

    /** How far {@code one} is ahead of {@code other}, in the middle of a second, in milliseconds of the film. */
    static double ahead(Person one, Person other) {
        Window window = window(one, other);
        Track first = new Track(one.view().recording());
        Track second = new Track(other.view().recording());
        return Distribution.of(window.instants()
                        .map(instantMs -> first.shownAt(instantMs).orElseThrow()
                                - second.shownAt(instantMs).orElseThrow())
                        .boxed()
                        .toList())
                .percentile(50);
    }

    /** The greatest skew of a pair, in the middle of a second; endless while somebody shows no picture. */
    private static double look(Person... people) {
        Window window = window(people);
        List<Track> tracks = Stream.of(people)
                .map(person -> new Track(person.view().recording()))
                .toList();
        Skew skew = new Skew(tracks, Skew.SHOWN);
        if (skew.completeness(List.of(window)) < 1) return Double.POSITIVE_INFINITY;
        return Distribution.of(window.instants().mapToObj(skew::greatestAt).toList())
                .percentile(50);
    }

    /** A second in which all show pictures. */
    private static Window window(Person... people) {
        double beganMs = people[0].view().nowMs();
        for (Person person : people) {
            while (person.view().nowMs() < beganMs + LOOK_MS) {
                person.view().awaitFrames(FRAMES);
            }
        }
        return Window.after(beganMs, 0, LOOK_MS);
    }

    private static String told(Person... people) {
        return String.join(
                "\n",
                Stream.of(people)
                        .map(person -> person.name() + ": " + person.view().told())
                        .toList());
    }
}
