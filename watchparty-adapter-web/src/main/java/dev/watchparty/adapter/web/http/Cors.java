package dev.watchparty.adapter.web.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;

/** Lets pages of configured sites call the REST interface, cookies included. Safe for many threads. */
final class Cors {

    private static final String EXPOSED =
            "X-CSRF-Token, X-Request-Id, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset";
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    private static final String HEADERS = "Authorization, Content-Type, X-CSRF-Token";
    private static final String PREFLIGHT_SECONDS = "600";

    private final Origins origins;

    Cors(Origins origins) {
        this.origins = origins;
    }

    /** Adds what the browser wants to know, and answers it if it only asks whether it may ask. */
    void handle(Context context) {
        context.res().addHeader("Vary", "Origin");
        String origin = context.header("Origin");
        if (origin == null || !origins.isConfigured(origin)) return;
        context.header("Access-Control-Allow-Origin", origin);
        context.header("Access-Control-Allow-Credentials", "true");
        context.header("Access-Control-Expose-Headers", EXPOSED);
        boolean isPreflight =
                context.method().equals(HandlerType.OPTIONS) && context.header("Access-Control-Request-Method") != null;
        if (!isPreflight) return;
        context.header("Access-Control-Allow-Methods", METHODS);
        context.header("Access-Control-Allow-Headers", HEADERS);
        context.header("Access-Control-Max-Age", PREFLIGHT_SECONDS);
        context.status(204);
        context.skipRemainingHandlers();
    }
}
