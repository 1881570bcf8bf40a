package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.Problem;
import java.util.Map;

/** A request is not done; the client is told why. Thrown from anywhere below a route, or before an upgrade. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    public ProblemException(Problem problem) {
        this(problem, Map.of());
    }

    /** @param headers to be sent with the answer */
    public ProblemException(Problem problem, Map<String, String> headers) {
        // An ordinary answer, not a failure: nobody reads where it was thrown, and refusals must be cheap.
        super(problem.message(), null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    public Problem problem() {
        return problem;
    }

    Map<String, String> headers() {
        return headers;
    }
}
