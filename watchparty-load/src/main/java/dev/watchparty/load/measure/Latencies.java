package dev.watchparty.load.measure;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Latencies from scheduled instants, to three digits. Confined to one thread: whoever records. */
public final class Latencies {

    /** What is later counts as this late. */
    static final long NANOS_MAX = TimeUnit.HOURS.toNanos(1);

    private static final long NANOS_DISCERNIBLE = 100;

    private final Histogram histogram = new Histogram(NANOS_DISCERNIBLE, NANOS_MAX, 3);

    /** Counts one arrival from the instant it was due to be asked for, whenever it really was. */
    public void record(long scheduledNanos, long arrivedNanos) {
        long latency = arrivedNanos - scheduledNanos;
        histogram.recordValue(Math.max(0, Math.min(latency, NANOS_MAX)));
    }

    public LatencyFigures figures() {
        return new LatencyFigures(
                histogram.getTotalCount(),
                micros(histogram.getValueAtPercentile(50)),
                micros(histogram.getValueAtPercentile(90)),
                micros(histogram.getValueAtPercentile(99)),
                micros(histogram.getValueAtPercentile(99.9)),
                micros(histogram.getMaxValue()));
    }

    public void clear() {
        histogram.reset();
    }

    private static double micros(long nanos) {
        return nanos / 1e3;
    }
}
