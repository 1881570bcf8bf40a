package dev.watchparty.application.webhook;

import static dev.watchparty.application.fixtures.Webhooks.HOOKS;
import static dev.watchparty.application.fixtures.Webhooks.OTHERS;
import static dev.watchparty.application.fixtures.Webhooks.message;
import static dev.watchparty.application.fixtures.Webhooks.webhook;
import static dev.watchparty.domain.party.Parties.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.fixtures.InMemoryWebhookOutbox;
import dev.watchparty.application.fixtures.ManualClock;
import dev.watchparty.application.fixtures.ManualTimers;
import dev.watchparty.application.party.Workplace;
import dev.watchparty.application.port.StoreUnavailableException;
import dev.watchparty.application.port.WebhookEndpoint;
import dev.watchparty.application.port.WebhookOutbox;
import dev.watchparty.application.port.WebhookOutbox.Claim;
import dev.watchparty.application.port.WebhookSender;
import dev.watchparty.application.port.WebhookSender.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One server, or two, and their endpoints, in virtual time. */
class SendingWebhooksTest {

    private static final Delivery DELIVERED = new Delivery.Delivered();
    private static final Delivery FAILED = new Delivery.Failed("answered 500", Duration.ZERO);

    private final ManualClock clock = new ManualClock(NOON);
    private final ManualTimers timers = new ManualTimers(clock);
    private final Deque<Runnable> work = new ArrayDeque<>();
    private final InMemoryWebhookOutbox outbox = new InMemoryWebhookOutbox();
    private final Endpoints endpoints = new Endpoints();

    /** Endpoints that answer at once, as the test says, or not until it says so. */
    private static final class Endpoints implements WebhookSender {

        private final Map<WebhookEndpoint, Delivery> answers = new LinkedHashMap<>();
        private final Map<Claim, CompletableFuture<Delivery>> unanswered = new LinkedHashMap<>();
        private final List<Claim> heard = new ArrayList<>();
        private final List<Instant> heardAt = new ArrayList<>();

        @Override
        public CompletableFuture<Delivery> send(Claim claim, Instant now) {
            heard.add(claim);
            heardAt.add(now);
            CompletableFuture<Delivery> attempt = new CompletableFuture<>();
            Delivery answer = answers.get(claim.endpoint());
            if (answer == null) unanswered.put(claim, attempt);
            else attempt.complete(answer);
            return attempt;
        }

        List<UUID> heardBy(WebhookEndpoint endpoint) {
            return heard.stream()
                    .filter(claim -> claim.endpoint().equals(endpoint))
                    .map(Claim::id)
                    .toList();
        }

        void answerAll(Delivery delivery) {
            List<CompletableFuture<Delivery>> attempts = List.copyOf(unanswered.values());
            unanswered.clear();
            attempts.forEach(attempt -> attempt.complete(delivery));
        }
    }

    private SendWebhooks start(WebhookOutbox from, WebhookSender to) {
        SendWebhooks webhooks = new SendWebhooks(
                from, to, List.of(HOOKS, OTHERS), new Random(1), new Workplace(clock, work::add, timers));
        webhooks.start();
        finishWork();
        return webhooks;
    }

    private void finishWork() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    /** A second at a time, and what is to be done then is done in no time. */
    private void pass(Duration time) {
        pass(time, Duration.ofSeconds(1));
    }

    private void pass(Duration time, Duration step) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
            clock.advance(step);
            timers.runDue();
            finishWork();
        }
    }

    private void put(int number, WebhookEndpoint endpoint) {
        outbox.put(webhook(number), endpoint, message(number, clock.instant()));
    }

    @Test
    void brings_a_message_to_its_endpoint_within_a_second_and_forgets_it() {
        endpoints.answers.put(HOOKS, DELIVERED);
        start(outbox, endpoints);
        put(1, HOOKS);

        pass(SendWebhooks.LOOK_INTERVAL);

        assertThat(endpoints.heard).containsExactly(new Claim(webhook(1), HOOKS, 1, message(1, NOON)));
        assertThat(outbox.kept()).isEmpty();
    }

    @Test
    void works_off_a_backlog_without_waiting_in_between() {
        endpoints.answers.put(HOOKS, DELIVERED);
        for (int number = 1; number <= 100; number++) {
            put(number, HOOKS);
        }

        start(outbox, endpoints);

        assertThat(endpoints.heardBy(HOOKS)).hasSize(100).doesNotHaveDuplicates();
        assertThat(outbox.kept()).isEmpty();
    }

    @Test
    void has_no_more_under_way_to_an_endpoint_than_it_may() {
        for (int number = 1; number <= 20; number++) {
            put(number, HOOKS);
        }

        start(outbox, endpoints);
        pass(Duration.ofSeconds(5));
        assertThat(endpoints.unanswered).hasSize(SendWebhooks.UNDER_WAY_MAX);

        endpoints.answerAll(DELIVERED);
        finishWork();
        assertThat(endpoints.unanswered).hasSize(SendWebhooks.UNDER_WAY_MAX);
        assertThat(endpoints.heard).hasSize(2 * SendWebhooks.UNDER_WAY_MAX);
    }

    @Test
    void lets_an_endpoint_that_never_answers_hold_up_no_other() {
        endpoints.answers.put(OTHERS, DELIVERED);
        for (int number = 1; number <= 100; number++) {
            put(number, HOOKS);
        }
        put(101, OTHERS);

        start(outbox, endpoints);
        assertThat(endpoints.heardBy(OTHERS)).containsExactly(webhook(101));

        put(102, OTHERS);
        pass(SendWebhooks.LOOK_INTERVAL);
        assertThat(endpoints.heardBy(OTHERS)).containsExactly(webhook(101), webhook(102));
    }

    @Test
    void tries_again_and_again_each_time_later_for_a_day_and_then_keeps_it_for_the_operator() {
        endpoints.answers.put(HOOKS, FAILED);
        put(1, HOOKS);

        start(outbox, endpoints);
        pass(Duration.ofHours(32), Duration.ofSeconds(5));

        assertThat(endpoints.heard).extracting(Claim::attempt).hasSize(Backoff.ATTEMPTS_MAX);
        assertThat(endpoints.heardBy(HOOKS)).containsOnly(webhook(1));
        List<Duration> waits = waits();
        assertThat(waits.get(0)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        assertThat(waits.get(1)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(15));
        assertThat(waits.get(4)).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(105));
        assertThat(waits.subList(10, waits.size()))
                .allMatch(wait ->
                        wait.compareTo(Duration.ofMinutes(60)) >= 0 && wait.compareTo(Duration.ofMinutes(76)) < 0);
        assertThat(Duration.between(NOON, endpoints.heardAt.get(Backoff.ATTEMPTS_MAX - 1)))
                .isGreaterThan(Duration.ofDays(1));
        assertThat(outbox.givenUp()).containsExactly(Map.entry(webhook(1), "answered 500"));

        pass(SendWebhooks.FAILED_KEPT.minusDays(1), Duration.ofHours(1));
        assertThat(outbox.kept()).containsExactly(webhook(1));

        pass(Duration.ofDays(1), Duration.ofHours(1));
        assertThat(outbox.kept()).isEmpty();
    }

    private List<Duration> waits() {
        List<Duration> waits = new ArrayList<>();
        for (int attempt = 1; attempt < endpoints.heardAt.size(); attempt++) {
            waits.add(Duration.between(endpoints.heardAt.get(attempt - 1), endpoints.heardAt.get(attempt)));
        }
        return waits;
    }

    @Test
    void delivers_after_all_what_failed_first() {
        endpoints.answers.put(HOOKS, FAILED);
        put(1, HOOKS);
        start(outbox, endpoints);

        endpoints.answers.put(HOOKS, DELIVERED);
        pass(Duration.ofSeconds(8));

        assertThat(endpoints.heard).extracting(Claim::attempt).containsExactly(1, 2);
        assertThat(outbox.kept()).isEmpty();
    }

    @Test
    void spreads_what_failed_together() {
        endpoints.answers.put(HOOKS, FAILED);
        for (int number = 1; number <= 8; number++) {
            put(number, HOOKS);
        }

        start(outbox, endpoints);
        pass(Duration.ofSeconds(200));

        assertThat(new HashSet<>(endpoints.heardAt.subList(endpoints.heardAt.size() - 8, endpoints.heardAt.size())))
                .hasSizeGreaterThan(1);
    }

    @Test
    void leaves_an_endpoint_alone_for_as_long_as_it_asks() {
        endpoints.answers.put(HOOKS, new Delivery.Failed("answered 503", Duration.ofMinutes(2)));
        put(1, HOOKS);
        start(outbox, endpoints);

        put(2, HOOKS);
        pass(Duration.ofSeconds(119));
        assertThat(endpoints.heardBy(HOOKS)).containsExactly(webhook(1));

        endpoints.answers.put(HOOKS, DELIVERED);
        pass(Duration.ofSeconds(1));
        assertThat(endpoints.heardBy(HOOKS)).containsExactly(webhook(1), webhook(2), webhook(1));
    }

    @Test
    void leaves_no_endpoint_alone_for_more_than_an_hour() {
        endpoints.answers.put(HOOKS, new Delivery.Failed("answered 503", Duration.ofDays(999)));
        put(1, HOOKS);

        start(outbox, endpoints);
        pass(Backoff.LONGEST);

        assertThat(endpoints.heard).hasSize(2);
    }

    @Test
    void gives_up_at_once_what_the_endpoint_will_never_take() {
        endpoints.answers.put(HOOKS, new Delivery.Gone());
        put(1, HOOKS);

        start(outbox, endpoints);
        pass(Duration.ofDays(1), Duration.ofMinutes(1));

        assertThat(endpoints.heard).hasSize(1);
        assertThat(outbox.givenUp()).containsOnlyKeys(webhook(1));
    }

    @Test
    void takes_a_sender_that_throws_for_one_that_failed() {
        endpoints.answers.put(HOOKS, DELIVERED);
        WebhookSender throwing = (claim, now) -> {
            if (claim.attempt() == 1) throw new IllegalStateException("broken");
            return endpoints.send(claim, now);
        };
        put(1, HOOKS);

        start(outbox, throwing);
        assertThat(outbox.kept()).containsExactly(webhook(1));

        pass(Duration.ofSeconds(8));
        assertThat(endpoints.heard).extracting(Claim::attempt).containsExactly(2);
    }

    @Test
    void sends_again_what_a_server_had_under_way_that_was_killed() {
        put(1, HOOKS);
        start(outbox, endpoints);
        timers.advance(Duration.ofSeconds(1));
        work.clear(); // Killed: nothing of it runs on.

        Endpoints heirs = new Endpoints();
        heirs.answers.put(HOOKS, DELIVERED);
        start(outbox, heirs);
        pass(SendWebhooks.LEASE.minusSeconds(2));
        assertThat(heirs.heard).isEmpty();

        pass(Duration.ofSeconds(2));
        assertThat(heirs.heardBy(HOOKS)).containsExactly(webhook(1));
        assertThat(outbox.kept()).isEmpty();
    }

    @Test
    void shares_the_work_with_other_servers() {
        endpoints.answers.put(HOOKS, DELIVERED);
        Endpoints seenByAnother = new Endpoints();
        seenByAnother.answers.put(HOOKS, DELIVERED);
        start(outbox, endpoints);
        start(outbox, seenByAnother);

        for (int number = 1; number <= 50; number++) {
            put(number, HOOKS);
        }
        pass(SendWebhooks.LOOK_INTERVAL);

        List<UUID> all = new ArrayList<>(endpoints.heardBy(HOOKS));
        all.addAll(seenByAnother.heardBy(HOOKS));
        assertThat(all).hasSize(50).doesNotHaveDuplicates();
        assertThat(seenByAnother.heard).isNotEmpty();
        assertThat(endpoints.heard).isNotEmpty();
    }

    @Test
    void goes_on_when_the_outbox_answers_again() {
        endpoints.answers.put(HOOKS, DELIVERED);
        MoodyOutbox moody = new MoodyOutbox(outbox, new Random(1), /* failuresInTen= */ 10);
        start(moody, endpoints);
        put(1, HOOKS);
        pass(Duration.ofSeconds(5));
        assertThat(endpoints.heard).isEmpty();

        moody.failuresInTen = 0;
        pass(Duration.ofSeconds(1));

        assertThat(endpoints.heardBy(HOOKS)).containsExactly(webhook(1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void brings_everything_at_least_once_whatever_fails(long seed) {
        Random random = new Random(seed);
        Set<UUID> delivered = new HashSet<>();
        WebhookSender moody = (claim, now) -> {
            boolean isTaken = random.nextInt(3) == 0;
            if (isTaken) delivered.add(claim.id());
            return CompletableFuture.completedFuture(isTaken ? DELIVERED : FAILED);
        };
        start(new MoodyOutbox(outbox, random, /* failuresInTen= */ 3), moody);
        start(new MoodyOutbox(outbox, random, /* failuresInTen= */ 3), moody);

        for (int number = 1; number <= 30; number++) {
            put(number, HOOKS);
            pass(Duration.ofSeconds(random.nextInt(3)));
        }
        pass(Duration.ofHours(30), Duration.ofSeconds(30));

        Set<UUID> known = new HashSet<>(delivered);
        known.addAll(outbox.givenUp().keySet());
        assertThat(known).hasSize(30);
        assertThat(outbox.kept()).hasSameElementsAs(outbox.givenUp().keySet());
    }

    static List<Long> seeds() {
        return List.of(1L, 2L, 3L, 4L, 5L);
    }

    /** An outbox that does not answer some of the time, be it before or after it did as it was told. */
    private static final class MoodyOutbox implements WebhookOutbox {

        private final WebhookOutbox outbox;
        private final Random random;
        private int failuresInTen;

        MoodyOutbox(WebhookOutbox outbox, Random random, int failuresInTen) {
            this.outbox = outbox;
            this.random = random;
            this.failuresInTen = failuresInTen;
        }

        private void mayFail() {
            if (random.nextInt(10) < failuresInTen) {
                throw new StoreUnavailableException("no answer", new IllegalStateException());
            }
        }

        @Override
        public List<Claim> claim(WebhookEndpoint endpoint, int limit, Instant now, Duration lease) {
            mayFail();
            List<Claim> claims = outbox.claim(endpoint, limit, now, lease);
            mayFail();
            return claims;
        }

        @Override
        public void remove(Claim claim) {
            mayFail();
            outbox.remove(claim);
            mayFail();
        }

        @Override
        public void postpone(Claim claim, Instant until, String failure) {
            mayFail();
            outbox.postpone(claim, until, failure);
            mayFail();
        }

        @Override
        public void giveUp(Claim claim, Instant at, String failure) {
            mayFail();
            outbox.giveUp(claim, at, failure);
            mayFail();
        }

        @Override
        public void forget(List<WebhookEndpoint> endpoints, Instant before) {
            mayFail();
            outbox.forget(endpoints, before);
        }
    }
}
