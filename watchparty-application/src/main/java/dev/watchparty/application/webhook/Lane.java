package dev.watchparty.application.webhook;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.watchparty.application.party.Workplace;
import dev.watchparty.application.port.WebhookEndpoint;
import dev.watchparty.application.port.WebhookOutbox;
import dev.watchparty.application.port.WebhookOutbox.Claim;
import dev.watchparty.application.port.WebhookSender;
import dev.watchparty.application.port.WebhookSender.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to one endpoint, and what is on it. Safe for many threads. */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final WebhookEndpoint endpoint;
    private final WebhookOutbox outbox;
    private final WebhookSender sender;
    private final Backoff backoff;
    private final Workplace workplace;

    @GuardedBy("this")
    private int underWay;

    @GuardedBy("this")
    private boolean isLooking;

    /** The last look took as much as it could. */
    @GuardedBy("this")
    private boolean isMoreLikely;

    /** The endpoint asked to be left alone until then. */
    @GuardedBy("this")
    private Instant closedUntil = Instant.MIN;

    @GuardedBy("this")
    private boolean isFailing;

    Lane(WebhookEndpoint endpoint, WebhookOutbox outbox, WebhookSender sender, Backoff backoff, Workplace workplace) {
        this.endpoint = endpoint;
        this.outbox = outbox;
        this.sender = sender;
        this.backoff = backoff;
        this.workplace = workplace;
    }

    /** Sends what is due, as far as there is room on the way. Blocks on the outbox. */
    void look() {
        Instant now = workplace.clock().instant();
        int room = beginLook(now);
        if (room == 0) return;
        List<Claim> claims = List.of();
        try {
            claims = outbox.claim(endpoint, room, now, SendWebhooks.LEASE);
        } finally {
            endLook(claims.size(), room);
        }
        claims.forEach(claim -> send(claim, now));
    }

    private synchronized int beginLook(Instant now) {
        if (isLooking || now.isBefore(closedUntil)) return 0;
        int room = SendWebhooks.UNDER_WAY_MAX - underWay;
        isLooking = room > 0;
        return room;
    }

    private synchronized void endLook(int claimed, int room) {
        underWay += claimed;
        isLooking = false;
        isMoreLikely = claimed == room;
    }

    private void send(Claim claim, Instant now) {
        attempt(claim, now)
                .exceptionally(failure -> new Delivery.Failed(failure.toString(), Duration.ZERO))
                .thenAccept(delivery -> workplace.workers().execute(() -> settle(claim, delivery)));
    }

    private CompletionStage<Delivery> attempt(Claim claim, Instant now) {
        try {
            return sender.send(claim, now);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedStage(failure);
        }
    }

    /** Where the outbox does not answer, the lease runs out and the message is sent again. */
    private void settle(Claim claim, Delivery delivery) {
        try {
            record(claim, delivery);
        } catch (RuntimeException failure) {
            LOG.atWarn()
                    .addKeyValue("webhook", claim.id())
                    .setCause(failure)
                    .log("what became of a webhook could not be kept: it will be sent again");
        }
        if (leave()) lookAgain();
    }

    private synchronized boolean leave() {
        underWay--;
        // Half of it: one statement then claims several.
        return isMoreLikely && underWay <= SendWebhooks.UNDER_WAY_MAX / 2;
    }

    private void lookAgain() {
        try {
            look();
        } catch (RuntimeException failure) {
            LOG.debug("the next look will tell", failure);
        }
    }

    private void record(Claim claim, Delivery delivery) {
        Instant now = workplace.clock().instant();
        if (delivery instanceof Delivery.Delivered) {
            outbox.remove(claim);
            if (turn(/* toFailing= */ false)) LOG.info("webhooks to {} arrive again", host());
        } else if (delivery instanceof Delivery.Failed failed) {
            if (turn(/* toFailing= */ true)) LOG.warn("webhooks to {} fail: {}", host(), failed.reason());
            retry(claim, failed, now);
        } else if (delivery instanceof Delivery.Gone) {
            giveUp(claim, now, "the endpoint is gone");
        } else {
            throw new AssertionError(delivery);
        }
    }

    private void retry(Claim claim, Delivery.Failed failed, Instant now) {
        Duration asked = Backoff.atMostLongest(failed.retryAfter());
        close(now.plus(asked));
        if (Backoff.isLast(claim.attempt())) {
            giveUp(claim, now, failed.reason());
            return;
        }
        Duration planned = backoff.after(claim.attempt());
        outbox.postpone(claim, now.plus(asked.compareTo(planned) > 0 ? asked : planned), failed.reason());
    }

    private void giveUp(Claim claim, Instant now, String reason) {
        LOG.atWarn()
                .addKeyValue("webhook", claim.id())
                .addKeyValue("party", claim.message().party().value())
                .log("a webhook to {} was given up after {} attempts: {}", host(), claim.attempt(), reason);
        outbox.giveUp(claim, now, reason);
    }

    private synchronized void close(Instant until) {
        if (until.isAfter(closedUntil)) closedUntil = until;
    }

    /** Whether this is news. */
    private synchronized boolean turn(boolean toFailing) {
        boolean isNews = isFailing != toFailing;
        isFailing = toFailing;
        return isNews;
    }

    private String host() {
        return endpoint.url().getHost();
    }
}
