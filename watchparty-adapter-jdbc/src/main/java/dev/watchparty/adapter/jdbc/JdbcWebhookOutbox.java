package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.port.WebhookEndpoint;
import dev.watchparty.application.port.WebhookOutbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.Update;

/**
 * The messages that {@link WebhookRows#ENQUEUE} put into their table. A lease is nothing but a later time at which a
 * message is due again, and the count of attempts tells whose claim is the last. Safe for many threads.
 */
public final class JdbcWebhookOutbox implements WebhookOutbox {

    /** For operators to read; what an endpoint says may be longer. */
    private static final int FAILURE_CHARACTERS_MAX = 500;

    /** Rows that another server is claiming are passed over, not waited for. */
    static final String CLAIM = """
            with due as (
              select id, next_attempt_at
                from webhook_messages
               where endpoint = :endpoint
                 and failed_at is null
                 and next_attempt_at <= :now
               order by next_attempt_at
               limit :limit
                 for update skip locked
            ), claimed as (
              update webhook_messages message
                 set attempts = attempts + 1,
                     next_attempt_at = :leasedUntil
                from due
               where message.id = due.id
              returning message.*, due.next_attempt_at as due_at
            )
            select *
              from claimed
             order by due_at, version
            """;

    /** As many as go in one transaction, so that nobody waits long for anything. */
    static final int ROWS_PER_BATCH = 500;

    private static final String FORGET = """
            delete from webhook_messages
             where id = any(array(
                   select id
                     from webhook_messages
                    where %s
                    limit :rows
                      for update skip locked))
            """;

    static final String FORGET_FAILED = FORGET.formatted("failed_at < :before");

    private static final String FORGET_ABANDONED =
            FORGET.formatted("failed_at is null and next_attempt_at < :before and endpoint <> all (:endpoints)");

    private final Database database;

    public JdbcWebhookOutbox(Database database) {
        this.database = database;
    }

    @Override
    public List<Claim> claim(WebhookEndpoint endpoint, int limit, Instant now, Duration lease) {
        return database.ask(jdbi -> jdbi.withHandle(handle -> handle.createQuery(CLAIM)
                .bind("endpoint", endpoint.url().toString())
                .bind("now", now)
                .bind("limit", limit)
                .bind("leasedUntil", now.plus(lease))
                .map((row, context) -> WebhookRows.read(row))
                .list()));
    }

    @Override
    public void remove(Claim claim) {
        database.ask(
                jdbi -> jdbi.withHandle(handle -> handle.createUpdate("delete from webhook_messages where id = :id")
                        .bind("id", claim.id())
                        .execute()));
    }

    @Override
    public void postpone(Claim claim, Instant until, String failure) {
        settle(claim, "next_attempt_at = :at", until, failure);
    }

    @Override
    public void giveUp(Claim claim, Instant at, String failure) {
        settle(claim, "failed_at = :at", at, failure);
    }

    private void settle(Claim claim, String change, Instant at, String failure) {
        database.ask(jdbi -> jdbi.withHandle(handle -> handle.createUpdate("""
                        update webhook_messages
                           set %s,
                               last_failure = left(:failure, :charactersMax)
                         where id = :id
                           and attempts = :attempt
                        """.formatted(change))
                .bind("at", at)
                .bind("failure", failure.replace("\0", ""))
                .bind("charactersMax", FAILURE_CHARACTERS_MAX)
                .bind("id", claim.id())
                .bind("attempt", claim.attempt())
                .execute()));
    }

    @Override
    public void forget(List<WebhookEndpoint> endpoints, Instant before) {
        forget(FORGET_FAILED, before, statement -> {});
        forget(
                FORGET_ABANDONED,
                before,
                statement -> ArrayColumns.bind(
                        statement,
                        "endpoints",
                        String.class,
                        endpoints,
                        endpoint -> endpoint.url().toString()));
    }

    private void forget(String batch, Instant before, Consumer<Update> bind) {
        int rows;
        do {
            rows = database.ask(jdbi -> jdbi.withHandle(handle -> {
                Update update =
                        handle.createUpdate(batch).bind("before", before).bind("rows", ROWS_PER_BATCH);
                bind.accept(update);
                return update.execute();
            }));
        } while (rows == ROWS_PER_BATCH);
    }
}
