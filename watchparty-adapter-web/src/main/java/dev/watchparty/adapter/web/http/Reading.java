package dev.watchparty.adapter.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

/** Routes that only read. */
final class Reading {

    private Reading() {}

    /**
     * {@code HEAD} does what {@code GET} does, for its status; by itself the engine would answer it with 200 always.
     */
    static void register(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }
}
