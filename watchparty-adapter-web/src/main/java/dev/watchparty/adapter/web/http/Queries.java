package dev.watchparty.adapter.web.http;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** Numbers in a request's query. */
final class Queries {

    private Queries() {}

    /** The whole number called {@code name}; {@code otherwise}, if it is absent, none, or out of range. */
    static int whole(Context context, String name, int min, int max, int otherwise) {
        Long value = whole(context.queryParam(name));
        return value == null || value < min || value > max ? otherwise : value.intValue();
    }

    /** The whole number that {@code text} is; null, if it is absent or none. */
    static @Nullable Long whole(@Nullable String text) {
        if (text == null || !text.matches("-?[0-9]{1,18}")) return null;
        return Long.valueOf(text);
    }
}
