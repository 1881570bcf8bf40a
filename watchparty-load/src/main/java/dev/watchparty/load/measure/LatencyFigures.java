package dev.watchparty.load.measure;

/** Percentiles of {@code count} latencies, in microseconds; all zero when there were none. */
public record LatencyFigures(
        long count, double p50Micros, double p90Micros, double p99Micros, double p999Micros, double maxMicros) {}
