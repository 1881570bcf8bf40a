package dev.watchparty.load.measure;

import java.util.Collections;
import java.util.List;

/**
 * Whether something that is looked at again and again grows: by the straight line through all of it, and by the last
 * third against the first. Either of them alone is misled by a single outlier, the line, or a step in the middle, the
 * thirds.
 *
 * @param perHour how much the line rises, after least squares
 * @param firstThird the mean of the first third of what was seen
 * @param lastThird of the last
 * @param overall how much the line rises from the first to the last
 */
public record Trend(double perHour, double firstThird, double lastThird, double overall) {

    /** Fewer than these have no thirds. */
    public static final int SAMPLES_MIN = 3;

    private static final double SECONDS_PER_HOUR = 3600;

    /** Something as it was at an instant, seconds after some beginning. */
    public record Sample(double atSeconds, double value) {}

    /**
     * Looks at samples in the order of time.
     *
     * @throws IllegalArgumentException for fewer than three
     */
    public static Trend of(List<Sample> samples) {
        int size = samples.size();
        if (size < SAMPLES_MIN) {
            throw new IllegalArgumentException("too few samples to see a trend in: " + size);
        }
        double meanAt =
                samples.stream().mapToDouble(Sample::atSeconds).average().orElse(0);
        double mean = mean(samples);
        double rise = samples.stream()
                .mapToDouble(sample -> (sample.atSeconds() - meanAt) * (sample.value() - mean))
                .sum();
        double run = samples.stream()
                .mapToDouble(sample -> Math.pow(sample.atSeconds() - meanAt, 2))
                .sum();
        double perSecond = run > 0 ? rise / run : 0;
        double length = Collections.max(samples.stream().map(Sample::atSeconds).toList())
                - Collections.min(samples.stream().map(Sample::atSeconds).toList());
        return new Trend(
                perSecond * SECONDS_PER_HOUR,
                mean(samples.subList(0, size / 3)),
                mean(samples.subList(size - size / 3, size)),
                perSecond * length);
    }

    /** Whether it grew by no more than {@code allowance}, however one looks at it. */
    public boolean isFlat(double allowance) {
        return lastThird - firstThird <= allowance && overall <= allowance;
    }

    private static double mean(List<Sample> samples) {
        return samples.stream().mapToDouble(Sample::value).average().orElse(0);
    }
}
