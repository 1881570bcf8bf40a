package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.Envelope;
import dev.watchparty.adapter.web.wire.Json;
import dev.watchparty.adapter.web.wire.MalformedJsonException;
import dev.watchparty.adapter.web.wire.Problems;
import dev.watchparty.application.port.StoreUnavailableException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.router.EndpointNotFound;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a route throws into an answer. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static void register(JavalinConfig config) {
        config.http.prefer405over404 = true;
        config.router.javaLangErrorHandler(Failures::onError);
        config.routes.exception(ProblemException.class, Failures::onProblem);
        config.routes.exception(
                MalformedJsonException.class,
                (malformed, context) ->
                        Answers.problem(context, Problems.invalidRequest(String.valueOf(malformed.getMessage()))));
        config.routes.exception(StoreUnavailableException.class, Failures::onUnavailable);
        config.routes.exception(MethodNotAllowedResponse.class, Failures::onMethod);
        config.routes.exception(
                EndpointNotFound.class,
                (unknown, context) -> Answers.problem(context, Problems.notFound("There is nothing here")));
        config.routes.exception(
                HttpResponseException.class,
                (other, context) -> Answers.problem(
                        context, Problems.ofStatus(other.getStatus(), String.valueOf(other.getMessage()))));
        config.routes.exception(Exception.class, Failures::onFailure);
    }

    private static void onProblem(ProblemException refused, Context context) {
        refused.headers().forEach(context::header);
        Answers.problem(context, refused.problem());
    }

    private static void onUnavailable(StoreUnavailableException unavailable, Context context) {
        LOG.atWarn()
                .addKeyValue("request", id(context))
                .setCause(unavailable)
                .log("the store did not answer a request");
        Answers.problem(context, Problems.unavailable());
    }

    /** {@code OPTIONS} is the one method that every address has. */
    private static void onMethod(MethodNotAllowedResponse other, Context context) {
        String allowed = String.join(", ", other.getDetails().values());
        context.header("Allow", allowed.isEmpty() ? "OPTIONS" : allowed + ", OPTIONS");
        if (context.method().equals(HandlerType.OPTIONS)) {
            context.status(204);
        } else {
            Answers.problem(context, Problems.methodNotAllowed());
        }
    }

    private static void onFailure(Exception failure, Context context) {
        LOG.atError().addKeyValue("request", id(context)).setCause(failure).log("a request failed");
        Answers.problem(context, Problems.internal(id(context)));
    }

    private static void onError(HttpServletResponse response, Error error) {
        String id = String.valueOf(response.getHeader("X-Request-Id"));
        LOG.atError().addKeyValue("request", id).setCause(error).log("a request failed");
        response.setStatus(500);
        response.setContentType(Answers.JSON);
        try {
            response.getOutputStream().write(Json.write(Envelope.of(Problems.internal(id))));
        } catch (IOException | IllegalStateException gone) {
            LOG.atDebug().addKeyValue("request", id).setCause(gone).log("nobody is left to be told");
        }
    }

    private static String id(Context context) {
        String id = context.attribute(RequestFrame.ID);
        return id == null ? "unknown" : id;
    }
}
