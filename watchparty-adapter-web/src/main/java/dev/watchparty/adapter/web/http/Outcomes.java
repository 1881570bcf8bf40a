package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.Problem;
import dev.watchparty.adapter.web.wire.Problems;
import dev.watchparty.application.party.Outcome;
import dev.watchparty.domain.party.Rejection;
import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers requests once their command is done, and holds no thread meanwhile. Safe for many threads. */
final class Outcomes {

    static final int SECONDS_MAX = 5;

    private final Executor threads;

    /**
     * @param threads write the answers: neither a party's worker nor the one timer of all may wait for a slow client
     */
    Outcomes(Executor threads) {
        this.threads = threads;
    }

    /** Goes on with {@code whenDone}, or with the problem that {@code whenRefused} makes of a refusal. */
    void answer(
            Context context,
            CompletableFuture<Outcome> outcome,
            Consumer<Outcome.Done> whenDone,
            Function<Rejection, Problem> whenRefused) {
        context.future(() -> outcome.copy()
                .orTimeout(SECONDS_MAX, TimeUnit.SECONDS)
                .handleAsync((came, late) -> finish(came, whenDone, whenRefused), threads));
    }

    private static boolean finish(
            @Nullable Outcome outcome, Consumer<Outcome.Done> whenDone, Function<Rejection, Problem> whenRefused) {
        if (outcome == null) throw new ProblemException(Problems.unavailable());
        if (outcome instanceof Outcome.Refused refused) {
            throw new ProblemException(whenRefused.apply(refused.reason()));
        }
        if (!(outcome instanceof Outcome.Done done)) throw new ProblemException(problem(outcome));
        whenDone.accept(done);
        return true;
    }

    private static Problem problem(Outcome outcome) {
        if (outcome instanceof Outcome.UnknownParty) return Problems.unknownParty();
        if (outcome instanceof Outcome.Overloaded) return Problems.overloaded();
        if (outcome instanceof Outcome.Unavailable) return Problems.unavailable();
        throw new AssertionError(outcome);
    }
}
