package dev.watchparty.adapter.web.socket;

import dev.watchparty.adapter.web.wire.ClientFrame;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;

/** What is counted of WebSocket connections. Safe for many threads. */
final class SocketMeters {

    private final MeterRegistry meters;
    private final Timer ackLatency;
    private final Counter malformed;

    SocketMeters(MeterRegistry meters, Collection<?> connections) {
        this.meters = meters;
        this.ackLatency = Timer.builder("watchparty.command.latency")
                .description("From the reading of a command until it was durable, or refused")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(5))
                .register(meters);
        this.malformed = Counter.builder("watchparty.frames.malformed")
                .description("Frames that were not as the protocol has it")
                .register(meters);
        meters.gaugeCollectionSize("watchparty.connections", Tags.empty(), connections);
    }

    void answered(ClientFrame.Asked asked, String outcome, Duration after) {
        String type = asked.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        meters.counter("watchparty.commands", "type", type, "outcome", outcome).increment();
        ackLatency.record(after);
    }

    void malformed() {
        malformed.increment();
    }

    void closed(Closing closing) {
        meters.counter("watchparty.connections.closed", "reason", closing.reason())
                .increment();
    }

    void refused(String code) {
        meters.counter("watchparty.upgrades.refused", "code", code).increment();
    }
}
