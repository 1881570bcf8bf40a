package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.port.RateLimiter;
import io.github.bucket4j.BandwidthBuilder;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.jdbc.CustomColumnProvider;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Counts uses in Bucket4j's buckets, one row a limit and subject. Blocks on the database. Safe for many threads. */
public final class JdbcRateLimiter implements RateLimiter {

    private final Database database;
    private final InstantSource clock;
    private final ProxyManager<String> buckets;

    public JdbcRateLimiter(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database.dataSource())
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("rate_limit_buckets")
                .idColumn("id")
                .stateColumn("state")
                .addCustomColumn(new Expiry())
                .clientClock(new Ticks(clock))
                .build();
    }

    @Override
    public Verdict take(Limit limit, String subject) {
        if (limit.isOff()) return Verdict.unlimited(limit);
        ConsumptionProbe probe =
                Database.translating(() -> bucket(limit, subject).tryConsumeAndReturnRemaining(1));
        Duration reset = roundedUp(probe.getNanosToWaitForReset());
        return verdict(limit, probe.isConsumed(), probe.getRemainingTokens(), reset);
    }

    @Override
    public Verdict peek(Limit limit, String subject) {
        if (limit.isOff()) return Verdict.unlimited(limit);
        // To wait for all of them is to wait for the reset.
        EstimationProbe probe =
                Database.translating(() -> bucket(limit, subject).estimateAbilityToConsume(limit.uses()));
        Duration reset = roundedUp(probe.getNanosToWaitForRefill());
        return verdict(limit, probe.getRemainingTokens() > 0, probe.getRemainingTokens(), reset);
    }

    /** Deletes the buckets that are full again, since they say no more than none would. To be called now and then. */
    public void sweep() {
        database.ask(jdbi ->
                jdbi.withHandle(handle -> handle.createUpdate("delete from rate_limit_buckets where expires_at < :now")
                        .bind("now", clock.instant().toEpochMilli())
                        .execute()));
    }

    private BucketProxy bucket(Limit limit, String subject) {
        BucketConfiguration configuration = BucketConfiguration.builder()
                .addLimit(BandwidthBuilder.builder()
                        .capacity(limit.uses())
                        .refillGreedy(limit.uses(), limit.period())
                        .build())
                .build();
        return buckets.builder().build(key(limit, subject), () -> configuration);
    }

    /** A limit with other numbers is another limit: a bucket keeps the numbers that it was made with. */
    private static String key(Limit limit, String subject) {
        return limit.name() + " " + limit.uses() + "/" + limit.period() + " " + subject;
    }

    private static Verdict verdict(Limit limit, boolean isAllowed, long remaining, Duration reset) {
        Duration allButOne = limit.period().dividedBy(limit.uses()).multipliedBy(limit.uses() - 1L);
        Duration retryAfter = remaining > 0 ? Duration.ZERO : reset.minus(allButOne);
        return new Verdict(isAllowed, limit, remaining, retryAfter, reset);
    }

    /** A caller who waits for so many whole milliseconds has waited long enough. */
    private static Duration roundedUp(long nanos) {
        return Duration.ofMillis(-Math.floorDiv(-nanos, TimeUnit.MILLISECONDS.toNanos(1)));
    }

    /** When a bucket will be full again, by our clock: Bucket4j's own column of this kind goes by the machine's. */
    private static final class Expiry implements CustomColumnProvider<String> {

        @Override
        public void setCustomField(
                String key, int index, PreparedStatement statement, RemoteBucketState state, long nowNanos)
                throws SQLException {
            long full = nowNanos + state.calculateFullRefillingTime(nowNanos);
            statement.setLong(index, roundedUp(full).toMillis());
        }

        @Override
        public String getCustomFieldName() {
            return "expires_at";
        }
    }

    /** The server's clock in the form that Bucket4j wants. */
    private record Ticks(InstantSource clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
