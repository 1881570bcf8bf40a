package dev.watchparty.adapter.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StoppingTest {

    /** Far more than the silence that a stopping server grants to connections on which nothing happens. */
    private static final Executor LATER = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

    @Test
    void waits_for_the_requests_that_are_under_way() {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        WebWorld world = WebWorld.open(terms -> terms.more = config -> config.routes.get("/slow", context -> {
            context.future(() -> done.thenRun(() -> Answers.message(context, "done")));
            asked.complete(null);
        }));
        Call call = world.get("/slow");
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(call::send);
        asked.join();

        CompletableFuture<Void> closed = CompletableFuture.runAsync(world::close);
        LATER.execute(() -> done.complete(null));

        assertThat(answer.join().ok(200).data().path("message").asText()).isEqualTo("done");
        closed.join();
    }
}
