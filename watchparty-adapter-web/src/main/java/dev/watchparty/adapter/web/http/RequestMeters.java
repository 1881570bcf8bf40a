package dev.watchparty.adapter.web.http;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;

/** Times requests by route, method and status: never by what a client may make up. Safe for many threads. */
final class RequestMeters {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final double NANOS_PER_MILLI = 1_000_000.0;

    private final MeterRegistry meters;

    RequestMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void record(Context context, float tookMs) {
        Endpoint endpoint = context.endpoints().lastHttpEndpoint();
        String method = context.method().name();
        Timer.builder("http.server.requests")
                .description("requests, without the time their answers took on the wire")
                .tag("method", METHODS.contains(method) ? method : "OTHER")
                .tag("route", endpoint == null ? "none" : endpoint.path)
                .tag("status", Integer.toString(context.statusCode()))
                .register(meters)
                .record(Duration.ofNanos(Math.round(tookMs * NANOS_PER_MILLI)));
    }
}
