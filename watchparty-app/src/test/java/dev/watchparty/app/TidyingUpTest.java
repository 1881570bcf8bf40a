package dev.watchparty.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TidyingUpTest {

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    @Test
    void goes_on_though_it_fails_and_holds_up_nothing_else() throws InterruptedException {
        CountDownLatch failing = new CountDownLatch(3);
        CountDownLatch other = new CountDownLatch(3);
        try (Workers workers = new Workers("tidier", 1)) {
            workers.every(AT_ONCE, () -> {
                failing.countDown();
                throw new IllegalStateException("as the test wants it");
            });
            workers.every(AT_ONCE, other::countDown);

            assertThat(failing.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
