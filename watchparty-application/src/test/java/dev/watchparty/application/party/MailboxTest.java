package dev.watchparty.application.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxTest {

    private static final int CAPACITY = 1000;

    private final ManualWorkers workers = new ManualWorkers();
    private final List<List<Integer>> batches = new ArrayList<>();
    private final Mailbox<Integer> mailbox = new Mailbox<>(workers, CAPACITY, batches::add);

    @Test
    void does_what_came_in_the_order_in_which_it_came() {
        IntStream.range(0, 300).forEach(mailbox::post);

        workers.runAll();

        assertThat(batches.stream().flatMap(List::stream))
                .containsExactlyElementsOf(IntStream.range(0, 300).boxed().toList());
    }

    @Test
    void does_at_most_a_batch_at_once_and_goes_to_the_end_of_the_line_between_batches() {
        IntStream.range(0, Inbox.BATCH_MAX + 1).forEach(mailbox::post);
        workers.execute(() -> batches.add(List.of(-1)));

        workers.runAll();

        assertThat(batches)
                .containsExactly(
                        IntStream.range(0, Inbox.BATCH_MAX).boxed().toList(), List.of(-1), List.of(Inbox.BATCH_MAX));
    }

    @Test
    void has_one_task_in_line_however_much_waits() {
        IntStream.range(0, 10).forEach(mailbox::post);
        assertThat(mailbox.offer(10)).isTrue();

        assertThat(workers.waiting()).isEqualTo(1);
    }

    @Test
    void takes_as_much_as_it_may_and_refuses_one_more_at_once() {
        IntStream.range(0, CAPACITY)
                .forEach(item -> assertThat(mailbox.offer(item)).isTrue());

        assertThat(mailbox.offer(CAPACITY)).isFalse();

        workers.runAll();
        assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(CAPACITY);
        assertThat(mailbox.offer(CAPACITY)).isTrue();
    }

    @Test
    void takes_what_is_posted_beyond_its_capacity() {
        IntStream.range(0, CAPACITY).forEach(mailbox::offer);

        mailbox.post(CAPACITY);

        workers.runAll();
        assertThat(batches.get(batches.size() - 1)).endsWith(CAPACITY);
    }

    @Test
    void is_idle_when_nothing_waits_and_nothing_is_done() {
        assertThat(mailbox.isIdle()).isTrue();
        mailbox.post(1);
        assertThat(mailbox.isIdle()).isFalse();
        workers.runAll();
        assertThat(mailbox.isIdle()).isTrue();
    }

    @Test
    void is_not_idle_while_it_works() {
        List<Boolean> idle = new ArrayList<>();
        List<Mailbox<Integer>> self = new ArrayList<>();
        self.add(new Mailbox<>(workers, CAPACITY, batch -> idle.add(self.get(0).isIdle())));

        self.get(0).post(1);
        workers.runAll();

        assertThat(idle).containsExactly(false);
    }

    /** The pitfall: a hub that writes to the bounded queue it drains itself, and waits for itself under load. */
    @Test
    void work_may_put_more_in_without_waiting_for_itself() {
        List<Mailbox<Integer>> self = new ArrayList<>();
        List<Integer> done = new ArrayList<>();
        self.add(new Mailbox<>(
                workers,
                1,
                batch -> batch.forEach(item -> {
                    done.add(item);
                    if (item < 10) self.get(0).post(item + 1);
                })));

        self.get(0).post(0);
        workers.runAll();

        assertThat(done)
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 10).boxed().toList());
    }

    /** The pitfall: one nil dereference in a background task takes the process down. */
    @Test
    void goes_on_with_the_rest_after_a_batch_failed() {
        List<Integer> done = new ArrayList<>();
        Mailbox<Integer> fragile = new Mailbox<>(workers, CAPACITY, batch -> {
            if (batch.contains(0)) throw new AssertionError("on purpose");
            done.addAll(batch);
        });
        IntStream.range(0, Inbox.BATCH_MAX + 2).forEach(fragile::post);

        assertThatThrownBy(workers::runNext).isInstanceOf(AssertionError.class);
        workers.runAll();
        fragile.post(7);
        workers.runAll();

        assertThat(done).containsExactly(Inbox.BATCH_MAX, Inbox.BATCH_MAX + 1, 7);
        assertThat(fragile.isIdle()).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shares_its_threads_with_others_and_keeps_its_own_order(long seed) {
        Random random = new Random(seed);
        List<Integer> one = new ArrayList<>();
        List<Integer> other = new ArrayList<>();
        Mailbox<Integer> first = new Mailbox<>(workers, CAPACITY, one::addAll);
        Mailbox<Integer> second = new Mailbox<>(workers, CAPACITY, other::addAll);
        for (int item = 0; item < 500; item++) {
            first.post(item);
            second.post(item);
            if (random.nextInt(10) == 0) workers.runAny(random);
        }

        while (workers.waiting() > 0) {
            workers.runAny(random);
        }

        List<Integer> all = IntStream.range(0, 500).boxed().toList();
        assertThat(one).isEqualTo(all);
        assertThat(other).isEqualTo(all);
    }

    @Test
    @Timeout(30)
    void never_does_two_batches_at_once_and_loses_nothing_among_many_threads() throws InterruptedException {
        int senders = 4;
        int each = 5_000;
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Integer> done = new ArrayList<>(); // Unguarded on purpose: the mailbox is the guard.
        CountDownLatch left = new CountDownLatch(senders * each);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            Mailbox<Integer> shared = new Mailbox<>(pool, CAPACITY, batch -> {
                most.accumulateAndGet(working.incrementAndGet(), Math::max);
                done.addAll(batch);
                working.decrementAndGet();
                batch.forEach(item -> left.countDown());
            });
            List<Thread> threads = IntStream.range(0, senders)
                    .mapToObj(sender -> new Thread(
                            () -> IntStream.range(0, each).forEach(number -> shared.post(sender * each + number))))
                    .toList();
            threads.forEach(Thread::start);
            left.await();

            assertThat(most).hasValue(1);
            assertThat(done).hasSize(senders * each).doesNotHaveDuplicates();
            for (int sender = 0; sender < senders; sender++) {
                int number = sender;
                assertThat(done.stream().filter(item -> item / each == number)).isSorted();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
