package dev.watchparty.lab.measure;

import dev.watchparty.lab.measure.Recording.Frame;
import dev.watchparty.lab.measure.Recording.Happening;
import dev.watchparty.lab.measure.Recording.Reading;
import java.util.List;
import java.util.stream.IntStream;

/** Recordings of players that do as they are told. */
final class Recordings {

    static final double FRAME_MS = 1000.0 / 30;

    private Recordings() {}

    /** Plays from instant 0 on for so long, ahead of the clock by so much. */
    static Recording playing(double durationMs, double aheadMs) {
        return new Recording(frames(0, durationMs, aheadMs, 1), readings(0, durationMs, aheadMs, 1), List.of());
    }

    static Recording of(List<Frame> frames) {
        return new Recording(frames, List.of(), List.of());
    }

    static Recording with(Recording recording, Happening... happenings) {
        return new Recording(recording.frames(), recording.readings(), List.of(happenings));
    }

    static Happening happening(double atMs, String kind) {
        return new Happening(atMs, kind, 0, 1);
    }

    static List<Frame> frames(double fromMs, double toMs, double aheadMs, double rate) {
        return IntStream.range(0, (int) Math.ceil((toMs - fromMs) / FRAME_MS))
                .mapToObj(number ->
                        new Frame(fromMs + number * FRAME_MS, fromMs + aheadMs + number * FRAME_MS * rate, rate))
                .toList();
    }

    private static List<Reading> readings(double fromMs, double toMs, double aheadMs, double rate) {
        return IntStream.range(0, (int) Math.ceil((toMs - fromMs) / 50))
                .mapToObj(number -> new Reading(
                        fromMs + number * 50, fromMs + aheadMs + number * 50 * rate, rate, /* isRunning= */ true))
                .toList();
    }
}
