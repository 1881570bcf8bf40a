package dev.watchparty.domain.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A client's latest clock samples, at most {@value #SAMPLES_MAX}; the one with the shortest round trip is trusted, for
 * a queue on the way can only lengthen it. An immutable value.
 */
public record ClockWindow(List<ClockSample> samples) {

    public static final int SAMPLES_MAX = 16;

    public static final ClockWindow EMPTY = new ClockWindow(List.of());

    public ClockWindow {
        samples = List.copyOf(samples);
        if (samples.size() > SAMPLES_MAX) {
            throw new IllegalArgumentException("at most " + SAMPLES_MAX + " samples, but " + samples.size());
        }
    }

    /** This window with {@code sample}, without the oldest where it was full. */
    public ClockWindow with(ClockSample sample) {
        List<ClockSample> latest = new ArrayList<>(samples);
        if (latest.size() == SAMPLES_MAX) latest.remove(0);
        latest.add(sample);
        return new ClockWindow(latest);
    }

    public Optional<ClockSample> best() {
        return samples.stream().min(Comparator.comparing(ClockSample::roundTrip));
    }
}
