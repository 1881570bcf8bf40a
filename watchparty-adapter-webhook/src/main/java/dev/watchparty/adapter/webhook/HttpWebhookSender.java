package dev.watchparty.adapter.webhook;

import dev.watchparty.application.port.WebhookOutbox.Claim;
import dev.watchparty.application.port.WebhookSender;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Posts messages with the headers of Standard Webhooks 1.0.0. Whatever the endpoint does, an attempt is over when its
 * time is; redirects are not followed, since the operator said where messages go. Safe for many threads.
 */
public final class HttpWebhookSender implements WebhookSender {

    /** From connecting to the end of the answer. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int GONE = 410;

    private final List<WebhookSecret> secrets;
    private final Duration timeout;
    private final HttpClient client;

    /** @param secrets each signs every message: while secrets change, receivers may know the old one or the new */
    public HttpWebhookSender(List<WebhookSecret> secrets) {
        this(secrets, TIMEOUT);
    }

    HttpWebhookSender(List<WebhookSecret> secrets, Duration timeout) {
        this.secrets = List.copyOf(secrets);
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .build();
    }

    @Override
    public CompletableFuture<Delivery> send(Claim claim, Instant now) {
        CompletableFuture<HttpResponse<Void>> exchange =
                client.sendAsync(request(claim, now), answer -> new Discarded());
        return exchange.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle((answer, failure) -> {
                    if (failure == null) return judge(answer, now);
                    exchange.cancel(/* mayInterruptIfRunning= */ true); // It closes the connection.
                    return new Delivery.Failed(reason(failure), Duration.ZERO);
                });
    }

    private HttpRequest request(Claim claim, Instant now) {
        if (secrets.isEmpty()) throw new IllegalStateException("webhooks need a secret");
        byte[] body = WebhookJson.body(claim);
        String signatures = secrets.stream()
                .map(secret -> secret.sign(claim.id(), now, body))
                .collect(Collectors.joining(" "));
        return HttpRequest.newBuilder(claim.endpoint().url())
                .header("Content-Type", "application/json")
                .header("User-Agent", "watchparty")
                .header("webhook-id", claim.id().toString())
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .header("webhook-signature", signatures)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private static Delivery judge(HttpResponse<Void> answer, Instant now) {
        int status = answer.statusCode();
        if (status >= 200 && status < 300) return new Delivery.Delivered();
        if (status == GONE) return new Delivery.Gone();
        return new Delivery.Failed("answered " + status, RetryAfter.of(answer.headers(), now));
    }

    /** Without addresses, which may hold secrets. */
    private String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) return "no answer within " + timeout.toMillis() + " ms";
        return "no answer: " + cause.getClass().getSimpleName();
    }
}
