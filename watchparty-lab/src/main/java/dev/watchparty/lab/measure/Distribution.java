package dev.watchparty.lab.measure;

import java.util.Arrays;
import java.util.Collection;

/**
 * Many measured values in milliseconds, in order. Percentiles are by nearest rank: each is a value that was measured.
 */
public final class Distribution {

    private final double[] sorted;

    private Distribution(double[] sorted) {
        this.sorted = sorted;
    }

    public static Distribution of(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Distribution(sorted);
    }

    public int count() {
        return sorted.length;
    }

    public boolean isEmpty() {
        return sorted.length == 0;
    }

    /** The least value that {@code percent} of all do not exceed; not a number of nothing. */
    public double percentile(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("percentiles are from above 0 to 100, not " + percent);
        }
        if (isEmpty()) return Double.NaN;
        return sorted[(int) Math.ceil(percent / 100 * sorted.length) - 1];
    }

    public double max() {
        return isEmpty() ? Double.NaN : sorted[sorted.length - 1];
    }

    /** The share of values that are at most {@code value}, from 0 to 1. */
    public double shareUpTo(double value) {
        if (isEmpty()) return Double.NaN;
        int least = 0;
        int most = sorted.length;
        while (least < most) {
            int middle = (least + most) >>> 1;
            if (sorted[middle] <= value) {
                least = middle + 1;
            } else {
                most = middle;
            }
        }
        return (double) least / sorted.length;
    }
}
