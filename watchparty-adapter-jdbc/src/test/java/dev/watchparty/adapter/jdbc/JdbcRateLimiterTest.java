package dev.watchparty.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.fixtures.RateLimiterContract;
import dev.watchparty.application.port.RateLimiter;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcRateLimiterTest extends RateLimiterContract {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final RateLimiter.Limit TWO_A_MINUTE = new RateLimiter.Limit("twos", 2, Duration.ofMinutes(1));

    @Override
    protected RateLimiter limiter(InstantSource time) {
        return new JdbcRateLimiter(DATABASE.database(), time);
    }

    @Test
    void counts_on_after_a_restart_and_on_another_server() {
        limiter(clock).take(TWO_A_MINUTE, "ann");
        limiter(clock).take(TWO_A_MINUTE, "ann");

        assertThat(limiter(clock).take(TWO_A_MINUTE, "ann").isAllowed()).isFalse();
        assertThat(limiter(clock).peek(TWO_A_MINUTE, "ann").isAllowed()).isFalse();
    }

    @Test
    void sweeps_the_buckets_that_are_full_again_and_no_others() {
        JdbcRateLimiter limiter = new JdbcRateLimiter(DATABASE.database(), clock);
        limiter.take(TWO_A_MINUTE, "ann");
        clock.advance(Duration.ofSeconds(20));
        limiter.take(TWO_A_MINUTE, "bo");
        limiter.take(TWO_A_MINUTE, "bo");

        clock.advance(Duration.ofSeconds(10));
        limiter.sweep();
        assertThat(buckets()).isEqualTo(2);

        clock.advance(Duration.ofMillis(1));
        limiter.sweep();
        assertThat(buckets()).isEqualTo(1);
        assertThat(limiter.take(TWO_A_MINUTE, "bo").isAllowed()).isFalse();
    }

    @Test
    void leaves_no_row_for_ever_where_somebody_only_asked() {
        limiter(clock).peek(TWO_A_MINUTE, "ann");

        assertThat(DATABASE.database()
                        .<Integer>ask(jdbi -> jdbi.withHandle(handle ->
                                handle.createQuery("""
                                select count(*)
                                  from rate_limit_buckets
                                 where expires_at > extract(epoch from now() + interval '61 minutes') * 1000
                                """).mapTo(Integer.class).one())))
                .isZero();
    }

    private static int buckets() {
        return DATABASE.database()
                .<Integer>ask(
                        jdbi -> jdbi.withHandle(handle -> handle.createQuery("select count(*) from rate_limit_buckets")
                                .mapTo(Integer.class)
                                .one()));
    }
}
