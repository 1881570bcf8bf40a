package dev.watchparty.adapter.web.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How operators see the server.
 *
 * @param meters what is counted
 * @param scrape all meters in the text format of Prometheus
 * @param unreadiness why the server cannot do its work now; empty, if it can. It may block, but not for long
 */
public record Observability(MeterRegistry meters, Supplier<String> scrape, Supplier<Optional<String>> unreadiness) {}
