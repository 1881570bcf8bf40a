package dev.watchparty.lab.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** How far apart players are: for each instant and each pair of them, the difference of their positions. */
public final class Skew {

    /** Which position of a player is meant. */
    @FunctionalInterface
    public interface Sense {
        OptionalDouble positionAt(Track track, double instantMs);
    }

    /** The picture, as its frames tell. */
    public static final Sense SHOWN = Track::shownAt;

    /** The sound, as the media element tells. */
    public static final Sense HEARD = Track::heardAt;

    private final List<Track> tracks;
    private final Sense sense;

    public Skew(List<Track> tracks, Sense sense) {
        this.tracks = List.copyOf(tracks);
        this.sense = sense;
    }

    /** Of all pairs, at all instants of the windows. */
    public Distribution pairwise(List<Window> windows) {
        List<Double> skews = new ArrayList<>();
        for (Window window : windows) {
            window.instants().forEach(instantMs -> addPairs(positionsAt(instantMs), skews));
        }
        return Distribution.of(skews);
    }

    /** At what share of the instants all of them are to be seen, from 0 to 1; 1 of no instants. */
    public double completeness(List<Window> windows) {
        return windows.stream()
                .flatMapToDouble(Window::instants)
                .map(instantMs -> isComplete(instantMs) ? 1 : 0)
                .average()
                .orElse(1);
    }

    /** The greatest of all pairs at an instant; zero where less than two are to be seen. */
    public double greatestAt(double instantMs) {
        double[] positions = positionsAt(instantMs);
        if (positions.length < 2) return 0;
        Arrays.sort(positions);
        return positions[positions.length - 1] - positions[0];
    }

    /**
     * How long after an instant all are within {@code boundMs} of each other and remain so for {@code holdMs}; nothing
     * when that is never so before {@code limitMs}.
     */
    public OptionalDouble settledAfter(double instantMs, double boundMs, double holdMs, double limitMs) {
        double settledMs = Double.NaN;
        for (double at = 0; at <= limitMs + holdMs; at += Window.STEP_MS) {
            boolean isWithin = isComplete(instantMs + at) && greatestAt(instantMs + at) <= boundMs;
            if (!isWithin) {
                settledMs = Double.NaN;
            } else if (Double.isNaN(settledMs)) {
                settledMs = at;
            } else if (at - settledMs >= holdMs) {
                return OptionalDouble.of(settledMs);
            }
        }
        return OptionalDouble.empty();
    }

    /** How far one player is ahead of the middle of all, at an instant. */
    public OptionalDouble aheadAt(Track track, double instantMs) {
        OptionalDouble position = sense.positionAt(track, instantMs);
        double[] positions = positionsAt(instantMs);
        if (position.isEmpty() || positions.length < 2) return OptionalDouble.empty();
        Arrays.sort(positions);
        int middle = positions.length / 2;
        double median = positions.length % 2 == 1 ? positions[middle] : (positions[middle - 1] + positions[middle]) / 2;
        return OptionalDouble.of(position.getAsDouble() - median);
    }

    private boolean isComplete(double instantMs) {
        return positionsAt(instantMs).length == tracks.size();
    }

    private double[] positionsAt(double instantMs) {
        return tracks.stream()
                .map(track -> sense.positionAt(track, instantMs))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
    }

    private static void addPairs(double[] positions, List<Double> skews) {
        for (int one = 0; one < positions.length; one++) {
            for (int other = one + 1; other < positions.length; other++) {
                skews.add(Math.abs(positions[one] - positions[other]));
            }
        }
    }
}
