package dev.watchparty.adapter.web.wire;

import org.jspecify.annotations.Nullable;

/** What every answer of the REST interface is wrapped in; {@code retry_after} is in seconds. */
public record Envelope(
        boolean success,
        @Nullable Object data,
        @Nullable Reason error,
        @Nullable Integer retryAfter) {

    /** Why it was not done. */
    public record Reason(Problem.Code code, String message) {}

    public static Envelope of(Object data) {
        return new Envelope(/* success= */ true, data, null, null);
    }

    public static Envelope of(Problem problem) {
        return new Envelope(
                /* success= */ false, null, new Reason(problem.code(), problem.message()), problem.retryAfterSeconds());
    }
}
