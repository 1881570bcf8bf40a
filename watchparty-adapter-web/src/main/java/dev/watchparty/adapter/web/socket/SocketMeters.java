package dev.watchparty.adapter.web.socket;

import dev.watchparty.adapter.web.wire.ClientFrame;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/** What is counted of WebSocket connections. Safe for many threads. */
final class SocketMeters {

    /** A capital letter that begins another word. */
    private static final Pattern CAPITAL = Pattern.compile("(?<!^)([A-Z])");

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

    void answered(ClientFrame.Named asked, String outcome, Duration after) {
        count(asked, outcome);
        ackLatency.record(after);
    }

    /** A command was not looked at, since there were too many of them under the limit called {@code limit}. */
    void limited(ClientFrame frame, String limit) {
        meters.counter("watchparty.rate.limit.refusals", "limit", limit).increment();
        count(frame, "RateLimited");
    }

    private void count(ClientFrame frame, String outcome) {
        String type = CAPITAL.matcher(frame.getClass().getSimpleName())
                .replaceAll("-$1")
                .toLowerCase(Locale.ROOT);
        meters.counter("watchparty.commands", "type", type, "outcome", outcome).increment();
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
