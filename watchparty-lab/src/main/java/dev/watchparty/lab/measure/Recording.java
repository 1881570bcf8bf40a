package dev.watchparty.lab.measure;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one page recorded. Instants are milliseconds of the clock that all browsers share, positions milliseconds of the
 * film.
 */
public record Recording(List<Frame> frames, List<Reading> readings, List<Happening> happenings) {

    public static final Recording NOTHING = new Recording(List.of(), List.of(), List.of());

    /** The frame of the film that is to be seen from an instant on, and the playback rate then. */
    public record Frame(double atMs, double positionMs, double rate) {}

    /** What the media element says its position is: where its sound is. */
    public record Reading(double atMs, double positionMs, double rate, boolean isRunning) {}

    /** An event of the media element, of the page's visibility or of its socket. */
    public record Happening(double atMs, String kind, double positionMs, double rate) {}

    public Recording {
        frames = List.copyOf(frames);
        readings = List.copyOf(readings);
        happenings = List.copyOf(happenings);
    }

    public Recording then(Recording later) {
        return new Recording(
                concat(frames, later.frames), concat(readings, later.readings), concat(happenings, later.happenings));
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
