package dev.watchparty.lab.measure;

import dev.watchparty.lab.measure.Recording.Frame;
import dev.watchparty.lab.measure.Recording.Happening;
import dev.watchparty.lab.measure.Recording.Reading;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Where one player was at any instant of a recording.
 *
 * <p>Frames come about 30 times a second. Between two of them the film goes on at the rate seen with the first, but not
 * for long: a player that shows nothing new has stalled, and stands where it was.
 */
public final class Track {

    /** Three frames of a film with 30 a second: a busy machine leaves out one or two. */
    static final double SHOWN_ON_MS_MAX = 100;

    /** Browsers slow the timers of hidden pages down to one a second. */
    static final double HEARD_ON_MS_MAX = 1_200;

    private final Recording recording;
    private final List<Happening> looks;

    public Track(Recording recording) {
        this.recording = recording;
        this.looks = recording.happenings().stream()
                .filter(happening ->
                        happening.kind().equals("hidden") || happening.kind().equals("visible"))
                .toList();
    }

    /** The position of the picture; nothing before the first frame, and while the page is hidden. */
    public OptionalDouble shownAt(double instantMs) {
        int last = lastUpTo(recording.frames(), instantMs, Frame::atMs);
        if (last < 0 || isHiddenAt(instantMs)) return OptionalDouble.empty();
        Frame frame = recording.frames().get(last);
        double sinceMs = Math.min(instantMs - frame.atMs(), SHOWN_ON_MS_MAX);
        return OptionalDouble.of(frame.positionMs() + sinceMs * frame.rate());
    }

    /** The position of the sound, as the media element tells it; it is told to hidden pages too. */
    public OptionalDouble heardAt(double instantMs) {
        int last = lastUpTo(recording.readings(), instantMs, Reading::atMs);
        if (last < 0) return OptionalDouble.empty();
        Reading reading = recording.readings().get(last);
        double sinceMs = Math.min(instantMs - reading.atMs(), HEARD_ON_MS_MAX);
        return OptionalDouble.of(reading.positionMs() + (reading.isRunning() ? sinceMs * reading.rate() : 0));
    }

    /** How often something happened in a window. */
    public long count(String kind, Window window) {
        return recording.happenings().stream()
                .filter(happening -> happening.kind().equals(kind) && window.holds(happening.atMs()))
                .count();
    }

    /** When something first happened at or after an instant. */
    public OptionalDouble first(String kind, double fromMs) {
        return recording.happenings().stream()
                .filter(happening -> happening.kind().equals(kind) && happening.atMs() >= fromMs)
                .mapToDouble(Happening::atMs)
                .findFirst();
    }

    /** The playback rates that were seen in a window. */
    public DoubleSummaryStatistics rates(Window window) {
        DoubleStream ofReadings = recording.readings().stream()
                .filter(reading -> reading.isRunning() && window.holds(reading.atMs()))
                .mapToDouble(Reading::rate);
        DoubleStream ofFrames = recording.frames().stream()
                .filter(frame -> window.holds(frame.atMs()))
                .mapToDouble(Frame::rate);
        return DoubleStream.concat(ofReadings, ofFrames).summaryStatistics();
    }

    private boolean isHiddenAt(double instantMs) {
        int last = lastUpTo(looks, instantMs, Happening::atMs);
        return last >= 0 && looks.get(last).kind().equals("hidden");
    }

    /** The index of the last row up to an instant; -1 when all are later. Rows are in order of time. */
    private static <T> int lastUpTo(List<T> rows, double instantMs, ToDoubleFunction<T> atMs) {
        int least = 0;
        int most = rows.size();
        while (least < most) {
            int middle = (least + most) >>> 1;
            if (atMs.applyAsDouble(rows.get(middle)) <= instantMs) {
                least = middle + 1;
            } else {
                most = middle;
            }
        }
        return least - 1;
    }
}
