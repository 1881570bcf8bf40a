package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.Problems;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;

/** {@code /health} and {@code /metrics}: how the server fares, for those who run it. */
final class HealthRoutes {

    /** It is as it should be. */
    record Status(String status) {}

    private final Observability observability;

    HealthRoutes(Observability observability) {
        this.observability = observability;
    }

    void register(RoutesConfig routes) {
        Reading.register(routes, "/health/live", context -> Answers.ok(context, new Status("live")));
        Reading.register(routes, "/health/ready", this::ready);
        Reading.register(routes, "/metrics", this::metrics);
    }

    private void ready(Context context) {
        Optional<String> reason = observability.unreadiness().get();
        if (reason.isPresent()) throw new ProblemException(Problems.unavailable(reason.get()));
        Answers.ok(context, new Status("ready"));
    }

    private void metrics(Context context) {
        context.contentType("text/plain; version=0.0.4; charset=utf-8")
                .header("Cache-Control", Answers.NO_STORE)
                .result(observability.scrape().get());
    }
}
