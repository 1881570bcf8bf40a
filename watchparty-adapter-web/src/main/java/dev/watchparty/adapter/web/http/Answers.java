package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.Envelope;
import dev.watchparty.adapter.web.wire.Json;
import dev.watchparty.adapter.web.wire.Problem;
import io.javalin.http.Context;
import io.javalin.http.servlet.JavalinWsServletContext;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers in the envelope that all of them share. */
final class Answers {

    static final String JSON = "application/json;charset=utf-8";

    /** Answers say what somebody in particular may see, at one moment. */
    static final String NO_STORE = "no-store";

    /** Something was done, and that is all there is to say. */
    record Message(String message) {}

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private Answers() {}

    static void data(Context context, int status, Object data) {
        write(context, status, Envelope.of(data));
    }

    static void ok(Context context, Object data) {
        data(context, 200, data);
    }

    static void message(Context context, String message) {
        ok(context, new Message(message));
    }

    static void problem(Context context, Problem problem) {
        if (problem.retryAfterSeconds() != null) {
            context.header("Retry-After", problem.retryAfterSeconds().toString());
        }
        write(context, problem.status(), Envelope.of(problem));
    }

    private static void write(Context context, int status, Envelope envelope) {
        context.status(status).contentType(JSON).header("Cache-Control", NO_STORE);
        byte[] body = Json.write(envelope);
        if (context instanceof JavalinWsServletContext) {
            writeNow(context, body);
        } else {
            context.result(body);
        }
    }

    /** Before an upgrade nobody but us writes the answer: what is left as the context's result is never sent. */
    private static void writeNow(Context context, byte[] body) {
        try {
            context.res().setContentLength(body.length);
            context.res().getOutputStream().write(body);
        } catch (IOException gone) {
            LOG.debug("nobody is left to be told", gone); // Anybody may hang up, as often as they like.
        }
    }
}
