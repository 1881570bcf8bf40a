package dev.watchparty.application.webhook;

import dev.watchparty.application.party.Workplace;
import dev.watchparty.application.port.WebhookEndpoint;
import dev.watchparty.application.port.WebhookOutbox;
import dev.watchparty.application.port.WebhookSender;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox to its endpoints, again and again until they take it: at least once, in no order. Each
 * endpoint has a lane of its own, so one that is dead or slow holds up nobody else. Safe for many threads, and for many
 * servers with one outbox.
 */
public final class SendWebhooks {

    /** How often a lane looks for messages that are due. */
    static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    /** Longer than any attempt takes; whoever has not said by then what became of it is dead. */
    static final Duration LEASE = Duration.ofMinutes(1);

    /** So many messages are under way to one endpoint at most, from one server. */
    static final int UNDER_WAY_MAX = 8;

    /** How long those that were given up are kept for the operator. */
    static final Duration FAILED_KEPT = Duration.ofDays(7);

    static final Duration FORGET_INTERVAL = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(SendWebhooks.class);

    private final WebhookOutbox outbox;
    private final List<WebhookEndpoint> endpoints;
    private final List<Lane> lanes;
    private final Workplace workplace;

    /**
     * Sends nothing yet.
     *
     * @param random spreads repetitions; need not be secret
     * @param workplace not the one where parties are served, or these wait for the outbox
     */
    public SendWebhooks(
            WebhookOutbox outbox,
            WebhookSender sender,
            List<WebhookEndpoint> endpoints,
            RandomGenerator random,
            Workplace workplace) {
        Backoff backoff = new Backoff(random);
        this.outbox = outbox;
        this.endpoints = List.copyOf(endpoints);
        this.lanes = this.endpoints.stream()
                .map(endpoint -> new Lane(endpoint, outbox, sender, backoff, workplace))
                .toList();
        this.workplace = workplace;
    }

    /** Begins, and goes on until the workers and timers stop. To be called once. */
    public void start() {
        lanes.forEach(lane -> repeat(LOOK_INTERVAL, lane::look));
        repeat(FORGET_INTERVAL, this::forget);
    }

    private void forget() {
        outbox.forget(endpoints, workplace.clock().instant().minus(FAILED_KEPT));
    }

    /** Now, and whenever {@code interval} has passed since it was done. */
    private void repeat(Duration interval, Runnable task) {
        workplace.workers().execute(() -> {
            try {
                task.run();
            } catch (RuntimeException failure) {
                LOG.warn("the outbox of webhooks could not be used, and is tried again", failure);
            } finally {
                workplace.timers().after(interval, () -> repeat(interval, task));
            }
        });
    }
}
