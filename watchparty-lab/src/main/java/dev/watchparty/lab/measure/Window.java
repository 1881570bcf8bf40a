package dev.watchparty.lab.measure;

import java.util.stream.DoubleStream;

/** A stretch of time on the clock that all browsers share, from {@code fromMs} up to but without {@code toMs}. */
public record Window(double fromMs, double toMs) {

    /** How often positions are compared. */
    public static final double STEP_MS = 50;

    public Window {
        if (!(fromMs <= toMs)) {
            throw new IllegalArgumentException("a window from " + fromMs + " to " + toMs);
        }
    }

    /** So much of the time after an instant. */
    public static Window after(double instantMs, double beginMs, double endMs) {
        return new Window(instantMs + beginMs, instantMs + endMs);
    }

    public boolean holds(double instantMs) {
        return fromMs <= instantMs && instantMs < toMs;
    }

    /** The instants at which positions are compared: the same for all who look. */
    public DoubleStream instants() {
        double first = Math.ceil(fromMs / STEP_MS) * STEP_MS;
        return DoubleStream.iterate(first, instantMs -> instantMs < toMs, instantMs -> instantMs + STEP_MS);
    }
}
