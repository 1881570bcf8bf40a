package dev.watchparty.application.port;

import dev.watchparty.application.port.WebhookOutbox.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Carries messages to endpoints, signed. Safe for many threads. */
@FunctionalInterface
public interface WebhookSender {

    /** Tries once, without blocking. What it returns is complete after some seconds, whatever the endpoint does. */
    CompletionStage<Delivery> send(Claim claim, Instant now);

    /** What became of an attempt. */
    sealed interface Delivery {

        /** The endpoint has it. */
        record Delivered() implements Delivery {}

        /**
         * The endpoint did not take it; it may another time.
         *
         * @param reason for the operator
         * @param retryAfter how long the endpoint wants to be left alone; zero if it did not say
         */
        record Failed(String reason, Duration retryAfter) implements Delivery {}

        /** The endpoint will never take it. */
        record Gone() implements Delivery {}
    }
}
