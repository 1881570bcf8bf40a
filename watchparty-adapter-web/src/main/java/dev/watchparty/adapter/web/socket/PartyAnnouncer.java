package dev.watchparty.adapter.web.socket;

import dev.watchparty.adapter.web.wire.EventJson;
import dev.watchparty.adapter.web.wire.SnapshotJson;
import dev.watchparty.adapter.web.wire.TextFrame;
import dev.watchparty.application.port.Announcer;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.presence.ParticipantStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Puts events into the frames of our WebSocket protocol, and measures how soon they were handed out. */
public final class PartyAnnouncer implements Announcer<TextFrame> {

    private final InstantSource clock;
    private final Timer latency;
    private final Counter deliveries;

    public PartyAnnouncer(InstantSource clock, MeterRegistry meters) {
        this.clock = clock;
        this.latency = Timer.builder("watchparty.fan.out")
                .description("From the decision of an event until it was handed to all connections here")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(5))
                .register(meters);
        this.deliveries = Counter.builder("watchparty.deliveries")
                .description("Events handed to connections, each connection counted")
                .register(meters);
    }

    @Override
    public TextFrame event(Party after, RecordedEvent event) {
        return EventJson.event(after, event);
    }

    @Override
    public TextFrame state(Party party, Instant now) {
        return EventJson.sync(party, now);
    }

    @Override
    public TextFrame snapshot(Party party, Greeting greeting, UserId you, Instant now) {
        return SnapshotJson.snapshot(party, greeting, you, now);
    }

    @Override
    public TextFrame typing(Party party, UserId user, boolean isTyping, Instant now) {
        return EventJson.typing(party, user, isTyping, now);
    }

    @Override
    public TextFrame statuses(Party party, Map<UserId, ParticipantStatus> changed, Instant now) {
        return EventJson.statuses(party, changed, now);
    }

    @Override
    public void told(RecordedEvent event, int followers) {
        Duration passed = Duration.between(event.at(), clock.instant());
        latency.record(passed.isNegative() ? Duration.ZERO : passed);
        deliveries.increment(followers);
    }
}
