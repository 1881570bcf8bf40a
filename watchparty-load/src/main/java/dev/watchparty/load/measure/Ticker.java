package dev.watchparty.load.measure;

/** Nanoseconds of a monotonic clock whose zero means nothing; readings are only ever subtracted. */
@FunctionalInterface
public interface Ticker {

    long nanos();

    static Ticker system() {
        return System::nanoTime;
    }
}
