package dev.watchparty.adapter.web.socket;

import dev.watchparty.adapter.web.wire.ClientFrame;
import dev.watchparty.domain.presence.DriftReading;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is counted of WebSocket connections. Safe for many threads. */
final class SocketMeters {

    /** A capital letter that begins another word. */
    private static final Pattern CAPITAL = Pattern.compile("(?<!^)([A-Z])");

    /** The bounds between which drift is counted: what nobody notices, what sharp ears do, what everybody does. */
    private static final Duration[] DRIFTS = Stream.of(10, 25, 50, 100, 150, 250, 500, 1_500)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry meters;
    private final Timer ackLatency;
    private final Timer drift;
    private final Timer roundTrip;
    private final Counter malformed;

    SocketMeters(MeterRegistry meters, Collection<?> connections) {
        this.meters = meters;
        this.ackLatency = Timer.builder("watchparty.command.latency")
                .description("From the reading of a command until it was durable, or refused")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(5))
                .register(meters);
        this.drift = Timer.builder("watchparty.drift")
                .description("How far players were from their party's film, either way, as their clients reported")
                .serviceLevelObjectives(DRIFTS)
                .register(meters);
        this.roundTrip = Timer.builder("watchparty.round.trip")
                .description("Round trips that clients reported")
                .serviceLevelObjectives(DRIFTS)
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

    /** A client said how its player fares. */
    void measured(DriftReading reading) {
        drift.record(reading.drift().abs());
        roundTrip.record(reading.roundTrip());
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
