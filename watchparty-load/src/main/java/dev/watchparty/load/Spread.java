package dev.watchparty.load;

import java.util.List;
import java.util.Locale;

/** The middle of some figures, with the least and the most. */
record Spread(double min, double median, double max) {

    /**
     * Of figures in any order.
     *
     * @throws IllegalArgumentException if there are none
     */
    static Spread of(List<Double> figures) {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(sorted.get(0), median, sorted.get(sorted.size() - 1));
    }

    /** As a table tells it, such as {@code 1.30 (1.27–1.34)}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", median, min, max);
    }
}
