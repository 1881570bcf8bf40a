package dev.watchparty.application.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The messages that endpoints have not got yet. {@link PartyStore} puts them here in one step with the events that they
 * tell of, so none is lost and none is made up. Safe for many threads and many servers at once; throws
 * {@link StoreUnavailableException} as that does.
 */
public interface WebhookOutbox {

    /**
     * Takes messages for {@code endpoint} that are due at {@code now}, those first that have been due for longest, and
     * counts an attempt for each. Nobody else gets them until {@code lease} is over; then they are due again, for
     * whoever took them may be dead.
     */
    List<Claim> claim(WebhookEndpoint endpoint, int limit, Instant now, Duration lease);

    /** Forgets a message, since its endpoint has it. */
    void remove(Claim claim);

    /** Makes a message due again at {@code until}. Does nothing if it was claimed anew meanwhile. */
    void postpone(Claim claim, Instant until, String failure);

    /**
     * Keeps a message for the operator to see, and offers it no more. Does nothing if it was claimed anew meanwhile.
     */
    void giveUp(Claim claim, Instant at, String failure);

    /** Forgets what was given up before {@code before}, and what was due then for endpoints not among these. */
    void forget(List<WebhookEndpoint> endpoints, Instant before);

    /**
     * A message that is somebody's to send.
     *
     * @param id the same at each attempt, so that receivers know repetitions
     * @param attempt which attempt this is; the first is 1
     */
    record Claim(UUID id, WebhookEndpoint endpoint, int attempt, WebhookMessage message) {}
}
